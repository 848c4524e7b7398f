"""The demonstration's fictitious enterprises, made from word lists and a seed: the same ones every time."""
