"""One draft while somebody writes it."""
