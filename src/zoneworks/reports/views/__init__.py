"""The doorways of the pages of reports."""
