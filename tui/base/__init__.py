"""What knows no report: text, messages, errors, files, numerals, the clock."""
