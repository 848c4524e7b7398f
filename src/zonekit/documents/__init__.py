"""Documents from one set of blocks: checked, canonical and hashed, and written as Word, PDF/A, Excel or JSON."""
