"""Supervision orders: what state their steps make, when they are due, what the rules of a ladder demand next."""
