"""Scores of units by a rulebook that is data: every point with its rule, figures and evidence."""
