"""Doorways of the pages of scores."""
