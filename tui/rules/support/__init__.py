"""What several rules share; no rule is registered here."""
