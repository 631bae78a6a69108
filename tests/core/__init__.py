"""The core, without a terminal."""
