"""`python -m tui` is the command `baogao`."""

import sys

from tui.cli.main import main

sys.exit(main())
