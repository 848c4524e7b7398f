"""The doorways of the two lights, of samples and of checks."""
