"""Pages of the rhythm of the year."""
