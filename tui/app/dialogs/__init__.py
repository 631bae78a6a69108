"""Questions and messages that open over a screen."""
