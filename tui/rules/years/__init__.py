"""Y7xx: the years that a report speaks of."""
