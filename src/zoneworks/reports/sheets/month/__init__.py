"""The sheet of a unit's month, read back into drafts of reports."""
