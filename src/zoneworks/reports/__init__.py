"""The monthly report of each sub-project: draft, submitted, returned or confirmed."""
