"""check-jsonschema, which editors and CI run, called in this process: its start takes longer than its work."""

from __future__ import annotations

from typing import NamedTuple

from check_jsonschema.cli import main
from click.testing import CliRunner


class Done(NamedTuple):
    """The exit code, and all that was written."""

    code: int
    output: str


def check_jsonschema(*arguments: object) -> Done:
    """Run its command line. Raises what it raises."""
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.output)
