"""The formats in which findings are written, one module each."""
