"""W8xx: names, formulas, repetitions, placeholders."""
