"""The screen on which a report is written."""
