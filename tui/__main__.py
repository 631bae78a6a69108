"""`python -m tui` is the command `baogao`."""

from tui.cli.main import entry

entry()
