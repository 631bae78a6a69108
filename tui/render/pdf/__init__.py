"""A report as PDF, set by typst."""
