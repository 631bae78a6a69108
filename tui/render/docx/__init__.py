"""A report as a Word document, written part by part with the standard library."""
