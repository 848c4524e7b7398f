"""Doorways of the plan: find, check the shape, call, render."""
