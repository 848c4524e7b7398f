"""Supervision orders: what state a sequence of steps makes, when it is due, and what the rules of a ladder demand next."""
