"""A SARIF 2.1.0 log, which GitHub's code scanning, GitLab and editors read: rules with their reasons, findings, fixes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tui import __version__
from tui.base.messages import LANGUAGES, Language
from tui.base.text import Span, message_line
from tui.checking.diagnostic import Diagnostic
from tui.checking.output.common import fingerprints, write_json
from tui.checking.output.formats import Sink
from tui.rules.finding import Grade
from tui.rules.register import RULES
from tui.rules.rule import Rule
from tui.workspace.repository import from_top

if TYPE_CHECKING:
    from tui.checking.batch import Checked

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Grade.ERROR: "error", Grade.WARNING: "warning", Grade.HINT: "note"}


def write(found: Sequence[Diagnostic], sink: Sink, drafts: Sequence[Checked] = (), fails: Grade = Grade.ERROR) -> None:
    """One log with one run; columns are counted in code points, and the help of a rule speaks both languages."""
    speak = sink.language
    languages = [Language(name) for name in LANGUAGES]
    index = {code: n for n, code in enumerate(RULES)}
    driver = {
        "name": "baogao",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule, speak, languages) for rule in RULES.values()],
    }
    run = {
        "tool": {"driver": driver},
        "language": speak.name.replace("_", "-"),
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    file = cache(_file)  # many findings are in the same one
    results = (
        _result(one, file(one.place.file), mark, index[one.code], speak)
        for one, mark in zip(found, fingerprints(found), strict=True)
    )
    write_json(sink, {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, results, depth=3)


def _result(one: Diagnostic, file: dict[str, str], mark: str, index: int, speak: Language) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": _LEVELS[one.grade],
        "message": {"text": _told(one, speak)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": _region(one.span)}}],
        "partialFingerprints": {"baogao/v1": mark},
    }
    if one.edits:
        replacements = [
            {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.new}} for edit in one.edits
        ]
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": file, "replacements": replacements}]}]
    return result


def _told(one: Diagnostic, speak: Language) -> str:
    return message_line(speak(one.message)) + (f" ({message_line(speak(one.remedy))})" if one.remedy else "")


def _rule(rule: Rule, speak: Language, languages: Sequence[Language]) -> dict[str, Any]:
    paragraphs = [f"{language(rule.summary)}\n\n{language(rule.why)}" for language in languages]
    if rule.citation:
        paragraphs += [language(rule.citation.sentence) for language in languages]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": speak(rule.summary)},
        "fullDescription": {"text": speak(rule.why)},
        "help": {"text": "\n\n".join(paragraphs)},
        "defaultConfiguration": {"level": _LEVELS[rule.grade]},
    }


def _file(name: str) -> dict[str, str]:
    path = from_top(name)
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    (line, column), (end_line, end_column) = span
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
