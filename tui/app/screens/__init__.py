"""What fills the terminal: one screen or dialog a file."""
