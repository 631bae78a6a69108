"""The command line, for shells and CI: one module per command."""
