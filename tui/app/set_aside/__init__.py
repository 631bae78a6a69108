"""The texts set aside from the draft."""
