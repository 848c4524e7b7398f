"""ZoneWorks: runs a development zone's year, from the issued plan to the answer sheet."""

__version__ = "0.1.0"
