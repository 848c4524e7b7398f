"""Doorways of documents: find, check the shape, call, render."""
