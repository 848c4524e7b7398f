"""What the pages of enterprises show, made ready for their templates."""
