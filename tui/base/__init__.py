"""What knows nothing about reports: text, messages, errors, files, numerals, the clock."""
