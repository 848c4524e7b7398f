"""The calendar of a working year from its rules: when reports are due, when is dispatched, assessed and reviewed."""
