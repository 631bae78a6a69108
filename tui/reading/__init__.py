"""Other people's documents, and what can be taken over from them."""
