"""Rows of a list of enterprises read cell by cell: no database and no models, so that a second process can do it."""
