"""What the pages of reports show, worked out before a template sees it."""
