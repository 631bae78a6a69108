"""F6xx: figures, and statements about them in texts."""
