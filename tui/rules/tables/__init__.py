"""T0xx: tables, their numbers, and statements about them in texts."""
