"""Drafts checked with their office's settings: one, the same one repeatedly, or hundreds."""
