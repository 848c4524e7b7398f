"""Engines of ZoneWorks: plain Python on NumPy, usable in a notebook, without Django and without a clock."""
