"""Measurements: `make bench`. Each module has `run()`, which yields what it measured against a baseline of the same run."""
