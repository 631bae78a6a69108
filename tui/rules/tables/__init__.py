"""T0xx: tables, their numbers, and what the texts say about them."""
