"""Doorways of the pages of orders."""
