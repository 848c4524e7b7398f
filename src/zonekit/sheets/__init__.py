"""Sheets and texts as issued, read into drafts of plan items."""
