"""F6xx: figures, and what the texts say about them."""
