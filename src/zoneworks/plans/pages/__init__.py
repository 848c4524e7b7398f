"""What the pages of the plan show, put together from queries: plain objects for the templates."""
