"""The texts that left the draft, and the way back for them."""
