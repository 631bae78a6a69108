"""P3xx: punctuation marks and spaces."""
