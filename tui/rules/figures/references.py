"""References: figures that no text refers to, and references without their unit."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from tui.base.messages import say, words
from tui.draft.figures import Exactness
from tui.outline.model import REFERENCES
from tui.rules.finding import Grade, Locus
from tui.rules.rule import Problem, Subject, rule

_SENTENCE_END = frozenset("，。；！,;")
_TOLD_BEFORE = ("数", "量", "为", "是", "：", "达", "到", "至", "共", "计")


@rule(
    "F604",
    "figure-not-used",
    Grade.HINT,
    say("figures are entered, and no text refers to them"),
    why=say("A figure that no text uses was forgotten, or typed by hand where it can go stale."),
    bad='[sections.measures]\ntext = "全年开展行政检查数百次，办理行政处罚数十件，没有发生争议。"',
    good='[sections.measures]\ntext = "全年开展行政检查{inspections}次，办理行政处罚{penalties}件。"',
)
def figure_not_used(subject: Subject) -> Iterator[Problem]:
    """One finding for all of them: above 0, no forecast, in no constraint, and of a section with text."""
    draft = subject.draft
    used = {run.text for blocks in draft.blocks.values() for block in blocks for run in block.runs if run.reference}
    if any(name not in REFERENCES and name not in draft.outline.figures_by_id for name in used):
        return  # a misspelt one may be meant, and S106 has said so
    idle = [
        spec
        for spec in draft.outline.figures
        if (figure := draft.figures.get(spec.id))
        and spec.id not in used
        and figure.amount
        and figure.exactness is not Exactness.FORECAST
        and spec.section is not None
        and not draft.is_empty(spec.section)
    ]
    if idle:
        constrained = frozenset[str]().union(*(constraint.that.names for constraint in draft.outline.constraints))
        idle = [spec for spec in idle if spec.id not in constrained]
    if idle:
        labels = words(f"{spec.label} {{{spec.id}}}" for spec in idle)
        yield Problem(
            Locus(("figures", idle[0].id), of_key=True),
            say("no text refers to {labels}", labels=labels),
            say("refer to them by their names in braces"),
        )


@rule(
    "F605",
    "unit-missing",
    Grade.HINT,
    say("a figure lacks its unit"),
    why=say("A figure is printed as entered, without its unit; the text supplies the unit."),
    bad='[figures]\ninspections = 318\n[sections.problems]\ntext = "全年开展行政检查{inspections}，专业人员少，培训的次数也少。"',
    good='[figures]\ninspections = 318\n[sections.problems]\ntext = "全年开展行政检查{inspections}次，专业人员少，培训的次数也少。"',
)
def unit_missing(subject: Subject) -> Iterator[Problem]:
    """A reference right before the end of a phrase, unless 为, ： or the like precedes it, or the unit, as in £5."""
    draft = subject.draft
    for section, blocks in draft.blocks.items():
        for block in blocks:
            for n, run in enumerate(block.runs):
                spec = draft.outline.figures_by_id.get(run.text) if run.reference else None
                if spec is None or not spec.unit or spec.id not in draft.figures:
                    continue
                after = block.runs[n + 1].text[:1] if n + 1 < len(block.runs) else "。"
                before = block.runs[n - 1] if n else None
                if after not in _SENTENCE_END or before is None or before.reference:
                    continue
                if not before.text.endswith(_TOLD_BEFORE) and not _unit_before(before.text.rstrip(), spec.unit):
                    here = Locus(("sections", section, "text"), run.start, run.start + len(run.text) + 2)
                    yield Problem(
                        here,
                        say("“{label}” is counted in {unit}, which is missing", label=spec.label, unit=spec.unit),
                    )


def _unit_before(text: str, unit: str) -> bool:
    """Whether a text ends in a unit, or in the sign of a currency."""
    return text.endswith(unit) or category(text[-1:] or " ") == "Sc"
