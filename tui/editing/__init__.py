"""Changes to a draft that keep every other byte of its file."""
