"""What the pages of scores show, ready for their templates."""
