"""Figures that contradict each other, by the constraints of the outline."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.languages import puts_spaces
from tui.base.messages import say
from tui.rules.finding import Grade, Locus
from tui.rules.rule import Problem, Subject, rule


@rule(
    "S111",
    "figures-disagree",
    Grade.ERROR,
    say("figures contradict each other"),
    why=say("The outline relates figures to each other: what was done cannot exceed what was due."),
    bad="[figures]\nhearings_due = 2\nhearings_attended = 3",
    good="[figures]\nhearings_due = 3\nhearings_attended = 3",
)
def figures_disagree(subject: Subject) -> Iterator[Problem]:
    """Each constraint of the outline that cannot hold; it is skipped if a figure is missing, an estimate or a forecast."""
    draft = subject.draft
    known = {id: interval for id, figure in draft.figures.items() if (interval := figure.interval)}
    for constraint in draft.outline.constraints:
        if constraint.that.holds(known):
            continue
        names = [figure for figure in draft.outline.figures if figure.id in constraint.that.names]
        between, gap = (", ", " ") if puts_spaces(draft.outline.language) else ("，", "")
        told = (filter(None, (spec.label, draft.figures[spec.id].written, spec.unit)) for spec in names)
        values = between.join(map(gap.join, told))
        yield Problem(
            Locus(("figures", names[0].id)) if names else Locus(("figures",)),
            say("{what} ({values})", what=constraint.message, values=values),
            citation=draft.outline.cited(constraint.source),
        )
