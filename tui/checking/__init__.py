"""Drafts checked by what their office set: one, one again and again, or hundreds."""
