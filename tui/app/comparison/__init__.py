"""Two drafts side by side."""
