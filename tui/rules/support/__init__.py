"""What several rules share; no rule is entered here."""
