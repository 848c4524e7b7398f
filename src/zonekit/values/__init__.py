"""Values every engine shares: issues, dates, quantities."""
