"""Notes of reviewers: made on words of a section, listed, answered and withdrawn."""
