"""D9xx: what must not be published."""
