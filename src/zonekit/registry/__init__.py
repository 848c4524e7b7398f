"""The register of enterprises: codes, names, scale, duplicates, and the industry an enterprise belongs to."""
