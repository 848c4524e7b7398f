"""What scores are made of: figures and occurrences of a period, in a fixed number of statements.

Everything here is known on the as-of date; each figure and each occurrence names the things that it comes from by
subject (see accounts.subjects), so that a point opens to its evidence.
"""
