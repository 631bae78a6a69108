"""All findings of the draft, and waivers."""
