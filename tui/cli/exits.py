"""Exit codes: 0 clean, 1 findings, 2 wrong usage or unreadable input, whatever the output format."""

FOUND = 1
WRONG_USE = 2
INTERRUPTED = 130
