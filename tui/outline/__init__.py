"""The outline of a report: what it must contain."""
