"""`fmt`: a draft in canonical layout."""
