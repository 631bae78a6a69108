"""Rendering a report: one module per target."""
