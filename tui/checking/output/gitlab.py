"""A Code Quality report, by which GitLab shows findings in a merge request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from tui.base.text import message_line
from tui.checking.diagnostic import Diagnostic
from tui.checking.output.common import fingerprints, write_json
from tui.checking.output.formats import Sink
from tui.rules.finding import Grade
from tui.workspace.repository import from_top

if TYPE_CHECKING:
    from tui.checking.batch import Checked

_SEVERITIES = {Grade.ERROR: "major", Grade.WARNING: "minor", Grade.HINT: "info"}


def write(found: Sequence[Diagnostic], sink: Sink, drafts: Sequence[Checked] = (), fails: Grade = Grade.ERROR) -> None:
    """One JSON array; a finding keeps its fingerprint when lines move, so that GitLab does not consider it new."""
    path = cache(from_top)  # many findings are in the same file
    issues = (
        {
            "description": message_line(sink.language(one.message)),
            "check_name": f"{one.code} {one.name}",
            "fingerprint": mark,
            "severity": _SEVERITIES[one.grade],
            "location": {
                "path": path(one.place.file),
                "lines": {"begin": one.span.start.line, "end": one.span.end.line},
            },
        }
        for one, mark in zip(found, fingerprints(found), strict=True)
    )
    write_json(sink, [], issues)
