"""All findings as one JSON object, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.checking.diagnostic import Diagnostic, PlacedEdit
from tui.checking.output.common import as_json
from tui.checking.output.formats import Sink
from tui.checking.summary import answered
from tui.outline.source import Citation
from tui.rules.finding import Grade

if TYPE_CHECKING:
    from tui.checking.batch import Checked

JSON_VERSION = 1
_WORDS = {grade: grade.word for grade in Grade}


def write(found: Sequence[Diagnostic], sink: Sink, drafts: Sequence[Checked] = (), fails: Grade = Grade.ERROR) -> None:
    """One JSON object: {version, findings, drafts}; lines and columns from 1, columns in code points, ends not included."""
    speak = sink.language
    sources: dict[int, object] = {}  # few of them are different
    findings = []
    for one in found:
        start, end = one.span
        if one.citation is not None and id(one.citation) not in sources:
            sources[id(one.citation)] = _source(one.citation)
        findings.append(
            {
                "rule": one.code,
                "name": one.name,
                "grade": _WORDS[one.grade],
                "file": one.place.file,
                "line": start.line,
                "column": start.column,
                "end_line": end.line,
                "end_column": end.column,
                "message": speak(one.message),
                "source": one.citation and sources[id(one.citation)],
                "remedy": one.remedy and speak(one.remedy),
                "fix": [_edit(edit) for edit in one.edits] or None,
            }
        )
    summaries = [_summary(draft) for draft in drafts if draft.progress is not None]
    sink.data(as_json({"version": JSON_VERSION, "findings": findings, "drafts": summaries}))


def _summary(draft: Checked) -> dict[str, object]:
    """How far a draft is, as the app and the list of drafts show it."""
    assert draft.progress is not None
    answers = answered(((one.code, one.grade) for one in draft.found), draft.withheld)
    return {"file": draft.name, **draft.progress._asdict(), **answers._asdict()}


def _source(citation: Citation) -> dict[str, object]:
    source = citation.source
    return {"text": citation.text, "strength": source.strength, "verified": source.verified}


def _edit(edit: PlacedEdit) -> dict[str, object]:
    (line, column), (end_line, end_column) = edit.span
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column, "new": edit.new}
