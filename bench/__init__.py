"""Measurements: `make bench`. Each module has `run()`, which gives what it measured beside a baseline of the same run."""
