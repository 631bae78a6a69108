"""The text of a new draft: canonical, with the outline's guidance as comments for people using a plain editor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import tomli_w

from tui.base.messages import Language, Message, say
from tui.draft.answers import SectionDraft
from tui.draft.draft import Draft
from tui.draft.prose import references
from tui.draft.years import turned
from tui.outline.outline import MANY, FigureSpec, Outline, OutlineField, Section
from tui.outline.title import TITLE

if TYPE_CHECKING:
    from tui.outline.table import Column, Table

NUMBER_PREFIX = "number_prefix"
"""The default that holds 发文机关代字, from which a document number is built."""

_OF_ONE_YEAR = ("attachments", "note", TITLE)
"""Fields, besides dates, that are not taken from last year's draft."""
_NOT_ONLY_NUMBERS = {
    "zh": say('Not only numbers: "30余", "约1.5万", "超过200", "预计160".'),
    "en": say('Not only numbers: "over 30", "about 1.5 million", "200+".'),
}
_NUMBER = re.compile(r"(?P<before>.*〔)[0-9]{4}(?P<after>〕)第?[0-9]*号")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known before anything is written: the report year, the office's defaults, last year's draft."""

    year: int
    defaults: Mapping[str, str | tuple[str, ...]]
    last: Draft | None = None
    keep_text: bool = False
    """Whether to start from last year's texts, their years moved on, instead of quoting them in comments."""


def begin(outline: Outline, known: Beginning, speak: Language) -> str:
    """The TOML of a new draft."""
    return "\n".join(_lines(outline, known, speak)) + "\n"


def with_schema(draft: str, file: str) -> str:
    """The TOML of a draft, with a first line that names the schema beside it for editors.

    The empty line is needed: tombi reads such a line only if nothing follows directly below it.
    """
    return f"#:schema ./{file}\n\n{draft}"


def _lines(outline: Outline, known: Beginning, speak: Language) -> Iterator[str]:
    yield from _comments(outline.name)
    yield from _comments(outline.about)
    yield f"outline = {_value(outline.reference)}"
    yield f"year = {known.year}"
    yield ""
    yield "[fields]"
    for field in outline.every_field:
        yield from _field(field, outline, known, speak)
    if outline.figures:
        yield ""
        yield "[figures]"
        yield from _comments(
            speak(say("Remove the # and enter the number once; text refers to it as {{name}}.")),
            speak(_NOT_ONLY_NUMBERS["zh" if outline.language in ("zh", "ja") else "en"]),
        )
        for figure in outline.figures:
            yield _figure(figure, known.last, speak)
    yield ""
    yield from _comments(*map(speak, _markup(outline)))
    for section in outline.sections:
        yield from _section(section, outline, known, speak)


def _markup(outline: Outline) -> tuple[Message, Message]:
    """How the text of a section is written."""
    numbered = (
        say("“## ” begins a heading; paragraphs that begin with （一）, 1. or （1） are numbered by the program.")
        if outline.language == "zh"
        else say("“## ” begins a heading; paragraphs that begin with 1. or (1) are numbered by the program.")
    )
    return say("One sentence a line; an empty line begins a paragraph; **two stars** make bold."), numbered


def _field(field: OutlineField, outline: Outline, known: Beginning, speak: Language) -> Iterator[str]:
    notes = [field.label, speak(say("required") if field.required else say("optional"))]
    if field.editions == ("filed",):
        notes.append(speak(say("not in the published edition")))
    yield from _comments(f"{notes[0]} ({', '.join(notes[1:])})", field.hint)
    value = _known(field, known)
    if field.id == TITLE:
        yield from _title(outline, known)
    elif field.kind == "date":
        yield f"# {field.id} = {date(known.year + 1, 1, 5)}"
    elif value is not None or field.required:
        empty: str | list[str] = [] if field.kind in ("organs", "texts") and field.id != "issuer" else ""
        yield f"{field.id} = {_value(empty if value is None else value)}"
    else:
        yield f"# {field.id} = {_value([] if field.kind == 'texts' else '')}"


def _title(outline: Outline, known: Beginning) -> Iterator[str]:
    """Last year's title moved to this year, if the draft had its own; else the usual ones, to choose from."""
    last = known.last.words(TITLE) if known.last and known.last.year else ()
    if last and known.last:
        yield f"{TITLE} = {_value(last[0].replace(str(known.last.year), str(known.year)))}"
    else:
        yield from (f"# {TITLE} = {_value(_printable(title))}" for title in (outline.title, *outline.titles))


def _known(field: OutlineField, known: Beginning) -> str | list[str] | None:
    """The value that the office's defaults or last year's draft supply for a field."""
    default = known.defaults.get(field.id)
    prefix = known.defaults.get(NUMBER_PREFIX)
    if default is None and field.kind == "document-number" and isinstance(prefix, str):
        default = f"{prefix}〔{known.year + 1}〕号"
    if default is None and known.last and field.id not in _OF_ONE_YEAR:
        default = known.last.words(field.id) or None
        if default and field.kind == "document-number":
            default = _NUMBER.sub(rf"\g<before>{known.year + 1}\g<after>号", default[0])
    if isinstance(default, tuple):
        return default[0] if len(default) == 1 and field.kind not in MANY else list(default)
    return default


def _figure(figure: FigureSpec, last: Draft | None, speak: Language) -> str:
    unit = f"，{figure.unit}" if figure.unit else ""
    hint = f"。{figure.hint}" if figure.hint else ""
    before = last.figures.get(figure.id) if last else None
    was = say("last year: {value}", value=before.written) if before else None
    return f"# {figure.id} = 0  # {' '.join(f'{figure.label}{unit}{hint}'.split())}{f' ({speak(was)})' if was else ''}"


def _section(section: Section, outline: Outline, known: Beginning, speak: Language) -> Iterator[str]:
    notes: list[Message] = [say("required") if section.required else say("optional")]
    if section.none:
        notes.append(say("may be 「无」"))
    heading = section.heading or speak(say("introduction"))
    year = {"year": str(known.year), "next_year": str(known.year + 1)}
    for name, value in year.items():
        heading = heading.replace(f"{{{name}}}", value)
    yield ""
    yield from _comments(f"{heading} ({', '.join(map(speak, notes))})", section.guidance)
    for topic in section.topics:
        yield from _comments(f"- {topic.label}" + (f": {topic.hint}" if topic.hint else ""))
    figures = [figure for figure in outline.figures if figure.section == section.id]
    if figures:
        yield from _comments(" ".join(f"{{{figure.id}}}{figure.unit}" for figure in figures))
    last = same_section(known.last, section) if known.last else None
    if known.last and section.kind == "prose":
        yield from _last_year(section, last, known, speak)
    yield f"[sections.{section.id}]"
    if last and last.owner:
        yield f"owner = {_value(last.owner)}"
    if last and last.heading and known.last and known.last.year:
        yield f"heading = {_value(last.heading.replace(str(known.last.year), str(known.year)))}"
    elif section.own_heading and section.heading:
        yield f"# heading = {_value(_printable(section.heading))}"
    if section.kind == "prose":
        kept = turned(last.text, known.last.year or known.year) if known.last and last and known.keep_text else ""
        if kept.strip():
            yield (
                tomli_w.dumps({"text": f"\n{kept.strip()}\n"}, multiline_strings=True)
                .rstrip("\n")
                .replace('text = """\n\n', 'text = """\n', 1)
            )
        else:
            yield 'text = """'
            yield '"""'
    elif section.table:
        yield ""
        yield from _table(section.id, section.table, speak)


def _table(section: str, table: Table, speak: Language) -> Iterator[str]:
    """The rows of a table as comments, each on the line that it will have."""
    yield f"[sections.{section}.rows]"
    yield from _comments(speak(say("Take away the # and enter the numbers; where there is nothing, write 0.")))
    for part in table.every_part:
        columns = (f"{column.id}: {' '.join((*column.groups, column.label))}{_unit(column)}" for column in part.columns)
        yield from _comments(part.title, "；".join(columns), part.note)
        for row in part.rows:
            label = "\u3000" * part.depths[row.id] + " ".join(row.label.split())
            cells = ", ".join(f"{column.id} = 0" for column in part.columns if not table.is_derived(row.id, column.id))
            if row.heading or not cells:
                yield from _comments(label)
            else:
                yield f"# {row.id} = {{ {cells} }}" + (f"  # {label}" if label else "")


def _unit(column: Column) -> str:
    return f"（{column.unit}）" if column.unit else ""


def same_section(last: Draft, section: Section) -> SectionDraft | None:
    """What another draft says in a section: the one with the same id, or else the same role."""
    if section.id in last.sections:
        return last.sections[section.id]
    alike = last.outline.sections_for(section.purpose) if section.purpose else ()
    return next((last.sections[one.id] for one in alike if one.id in last.sections), None)


def told(text: str, draft: Draft) -> str:
    """A section's text with the values of its references, to read as plain text."""
    pieces: list[str] = []
    at = 0
    for start, end in references(text):
        value = draft.reference(text[start + 1 : end - 1])
        pieces += [text[at:start], text[start:end] if value is None else value]
        at = end
    return "".join((*pieces, text[at:]))


def _last_year(section: Section, last: SectionDraft | None, known: Beginning, speak: Language) -> Iterator[str]:
    """Last year's text as comments, unless it is kept; above this year's measures, what last year's plan promised."""
    assert known.last is not None
    if last and last.text.strip() and not known.keep_text:
        yield from _comments("", speak(say("Last year's text:")), told(last.text, known.last))
    for text in promised(known.last, section):
        yield from _comments("", speak(PLAN_TITLE), told(text, known.last))


PLAN_TITLE = say("Last year's plan, to be reported on here:")
"""The comment above last year's plan where this year's measures are written."""


def promised(last: Draft, section: Section) -> Iterator[str]:
    """Last year's plan, for the section that reports this year's measures; nothing for any other section."""
    if section.purpose == "measures":
        texts = (last.sections[plan.id].text for plan in last.outline.sections_for("plan") if plan.id in last.sections)
        yield from filter(str.strip, texts)


def _comments(*texts: str) -> Iterator[str]:
    """The lines of texts as comments; what TOML does not allow in a comment becomes a space."""
    for text in texts:
        for line in text.strip().splitlines():
            yield f"# {_printable(line)}".rstrip()


def _printable(text: str) -> str:
    """A text with spaces for its control characters; line breaks stay."""
    return "".join(c if c.isprintable() or c in "\u3000\n" else " " for c in text)


def _value(value: str | list[str]) -> str:
    """A value as TOML."""
    return tomli_w.dumps({"v": value}, multiline_strings=False, indent=4).removeprefix("v = ").rstrip("\n")
