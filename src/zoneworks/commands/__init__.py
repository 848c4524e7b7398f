"""The command line: verbs that print tables for people and JSON for programs."""
