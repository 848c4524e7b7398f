"""The first page of each person: apps above declare in their desk.py what stands on it."""
