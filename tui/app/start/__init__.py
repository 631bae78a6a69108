"""The list of drafts, and new reports."""
