"""Doorways of the pages of enterprises."""
