"""The letterhead form."""
