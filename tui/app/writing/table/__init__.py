"""The grid in which a table section is written."""
