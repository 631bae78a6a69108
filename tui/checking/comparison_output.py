"""A comparison of two drafts as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from tui.base.messages import Language, say
from tui.base.text import one_line, shortened
from tui.draft.comparison import Comparison, Fate, FigureChange, SectionComparison
from tui.draft.draft import Draft
from tui.draft.promises import shortened_items
from tui.outline.outline import Section
from tui.render.inline import escaped

_SIGNS = {Fate.SAME: " ", Fate.CHANGED: "~", Fate.NEW: "+", Fate.DROPPED: "-"}


def heading(comparison: Comparison, section: Section, speak: Language) -> str:
    """The name of a section for users."""
    found: str | None = None
    for draft in (comparison.new, comparison.old):
        if section.id in draft.outline.sections_by_id:
            found = draft.heading(draft.outline.sections_by_id[section.id])
            break
    return speak(say("introduction")) if found is None else one_line(found)


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{share * 100:.0f}%"


def _signed(value: Decimal | None, unit: str = "") -> str:
    return "" if value is None else f"{value:+f}{unit}"


def _row(change: FigureChange) -> tuple[str, str, str, str, str]:
    label = f"{change.spec.label}（{change.spec.unit}）" if change.spec.unit else change.spec.label
    old, new = change.old.written if change.old else "—", change.new.written if change.new else "—"
    return label, old, new, _signed(change.change), _signed(change.rate, "%")


def _counts(one: SectionComparison, speak: Language) -> str:
    return speak(
        say(
            "taken over {share}: {same} kept, {changed} changed, {new} new, {dropped} dropped",
            share=percent(one.share),
            same=one.count(Fate.SAME),
            changed=one.count(Fate.CHANGED),
            new=one.count(Fate.NEW),
            dropped=one.count(Fate.DROPPED),
        )
    )


def _years(draft: Draft) -> str:
    return str(draft.year or "?")


def as_text(comparison: Comparison, speak: Language, *, everything: bool = False) -> str:
    """For a terminal: what changed, sentence by sentence; what was kept only if `everything` is requested."""
    lines = [
        speak(
            say(
                "{old} to {new}: {share} of the text is taken over",
                old=_years(comparison.old),
                new=_years(comparison.new),
                share=percent(comparison.share),
            )
        )
    ]
    for one in comparison.sections:
        if not one.pairs:
            continue
        lines += ["", f"{heading(comparison, one.section, speak)}  ({_counts(one, speak)})"]
        for pair in one.pairs:
            if pair.fate is Fate.SAME and not everything and not pair.stale:
                continue
            if pair.fate is Fate.CHANGED:
                assert pair.old is not None and pair.new is not None
                lines += [f"  - {pair.old.text}", f"  + {pair.new.text}"]
            else:
                sentence = pair.new or pair.old
                assert sentence is not None
                lines.append(f"  {'!' if pair.stale else _SIGNS[pair.fate]} {sentence.text}")
    if comparison.figures:
        lines += ["", speak(say("Figures"))]
        for label, old, new, change, rate in map(_row, comparison.figures):
            lines.append(f"  {label}  {old} → {new}  {change}{f' ({rate})' if rate else ''}".rstrip())
    lines += _hints(comparison, speak)
    return "\n".join(lines) + "\n"


def _hints(comparison: Comparison, speak: Language) -> Iterator[str]:
    found = list(hints(comparison, speak))
    if found:
        yield from ("", speak(say("Worth a look")))
        yield from (f"  {hint}" for hint in found)


def hints(comparison: Comparison, speak: Language) -> Iterator[str]:
    """What to look at: sections that are last year's text, stale sentences, promises that nothing answers."""
    for one in comparison.sections:
        named = heading(comparison, one.section, speak)
        if one.is_last_years:
            yield speak(say("“{heading}”: {share} of it is the earlier text", heading=named, share=percent(one.share)))
        for pair in one.pairs:
            if pair.stale and pair.new:
                text = shortened(pair.new.text)
                yield speak(
                    say("“{heading}”: this sentence still names the earlier year: {text}", heading=named, text=text)
                )
    for text in shortened_items(comparison.promises):
        yield speak(say("planned but not reported on: {text}", text=text))


def as_markdown(comparison: Comparison, speak: Language) -> str:
    """For a review: a table of figures, and each section with its changes."""
    title = say("Comparison of {old} with {new}", old=_years(comparison.old), new=_years(comparison.new))
    share = say("{share} of the text is taken over", share=percent(comparison.share))
    blocks = [f"# {escaped(speak(title))}", escaped(speak(share))]
    if comparison.figures:
        names = [say("Figure"), say("Earlier"), say("Now"), say("Change"), say("Rate")]
        rows = [f"| {' | '.join(map(speak, names))} |", "| --- | --: | --: | --: | --: |"]
        rows += [f"| {' | '.join(map(escaped, row))} |" for row in map(_row, comparison.figures)]
        title = say("Figures")
        blocks += [f"## {escaped(speak(title))}", "\n".join(rows)]
    for one in comparison.sections:
        if not one.pairs:
            continue
        blocks += [f"## {escaped(heading(comparison, one.section, speak))}", escaped(_counts(one, speak))]
        for pair in one.pairs:
            if pair.fate is not Fate.SAME:
                sides = [f"- ~~{escaped(pair.old.text)}~~"] if pair.old else []
                blocks.append("\n".join([*sides, *([f"- {escaped(pair.new.text)}"] if pair.new else [])]))
    found = list(hints(comparison, speak))
    if found:
        title = say("Worth a look")
        blocks += [f"## {escaped(speak(title))}", "\n".join(f"- {escaped(hint)}" for hint in found)]
    return "\n\n".join(blocks) + "\n"


def as_json(comparison: Comparison, speak: Language) -> str:
    """For programs."""
    whole = {
        "version": 1,
        "old": {"file": comparison.old.document.file, "year": comparison.old.year},
        "new": {"file": comparison.new.document.file, "year": comparison.new.year},
        "share": round(comparison.share, 4),
        "sections": [
            {
                "section": one.section.id,
                "heading": heading(comparison, one.section, speak),
                "share": round(one.share, 4),
                "sentences": [
                    {
                        "fate": pair.fate.value,
                        "old": pair.old.text if pair.old else None,
                        "new": pair.new.text if pair.new else None,
                        "stale": pair.stale,
                    }
                    for pair in one.pairs
                ],
            }
            for one in comparison.sections
        ],
        "figures": [
            {
                "id": change.spec.id,
                "label": change.spec.label,
                "unit": change.spec.unit,
                "old": change.old.written if change.old else None,
                "new": change.new.written if change.new else None,
                "change": None if change.change is None else float(change.change),
                "rate": None if change.rate is None else float(change.rate),
            }
            for change in comparison.figures
        ],
        "promises": [
            {"text": one.text, "taken_up": round(one.taken_up, 4), "answered": one.is_answered}
            for one in comparison.promises
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Comparison, Language], str]] = {"text": as_text, "md": as_markdown, "json": as_json}
"""The formats of `baogao compare`, by name."""
