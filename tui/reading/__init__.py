"""Other people's documents: what of them can be taken over."""
