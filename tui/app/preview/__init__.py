"""The report as it will read, and its export."""
