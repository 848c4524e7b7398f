"""Measurements (`make bench`): each module has `run()`, giving what it measured beside a baseline of the same run."""
