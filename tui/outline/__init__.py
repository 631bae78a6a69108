"""What is asked: the outline of a report."""
