"""baogao: reports with a prescribed outline, written, checked and rendered in the terminal."""

__version__ = "0.1.0"
