"""How a report reads: one module per target."""
