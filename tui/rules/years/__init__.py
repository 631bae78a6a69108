"""Y7xx: the years that a report mentions."""
