"""Files people hand in: checked, kept once by their hash, opened only through the page they belong to."""
