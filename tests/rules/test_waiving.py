"""A waiver made for one finding covers it, and little else; and what a fix would do can be seen before."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.support.app_driver import JINCHENG
from tui.base.messages import say
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.outline.library import Library
from tui.rules.finding import Finding, Grade, Locus
from tui.rules.fix import Replacement, replacements
from tui.rules.waiver import can_be_waived, quotation, waived, waiver_of
from tui.toml import parse

OUTLINE = Library.searching().find("law-based-government-department-jincheng")
EXAMPLE = (JINCHENG / "example.toml").read_text("utf-8")


def draft(old: str = "", new: str = "", waivers: str = "") -> Draft:
    assert old in EXAMPLE
    return Draft(parse((EXAMPLE.replace(old, new, 1) + waivers).encode(), "report.toml"), OUTLINE)


def found(of: Draft, code: str) -> list[Finding]:
    return [one for one in check(of, "filed") if one.code == code]


TWICE = ("对法治建设重要工作", "对 法治建设，，重要 工作")


def test_a_quotation_grows_until_it_is_unique() -> None:
    wrong = draft(*TWICE)
    assert [quotation(wrong, one) for one in found(wrong, "P313")] == ["对 法", "要 工"]
    assert [quotation(wrong, one) for one in found(wrong, "P306")] == ["，，"]


def test_what_is_not_about_words_has_no_quotation() -> None:
    assert quotation(draft(), Finding("S109", Grade.ERROR, Locus(("sections", "plan")), say("wrong"))) is None
    assert quotation(draft(), Finding("S109", Grade.ERROR, Locus(("fields", "date"), 0, 2), say("wrong"))) is None


def test_the_waiver_covers_the_finding_it_was_made_for_and_not_its_neighbour() -> None:
    wrong = draft(*TWICE)
    first, second = found(wrong, "P313")
    made = waiver_of(first, "原文如此", quotation(wrong, first), date(2025, 6, 30))
    assert made == {
        "rule": "P313",
        "section": "responsibility",
        "quote": "对 法",
        "reason": "原文如此",
        "until": date(2025, 6, 30),
    }
    left, gone = waived(wrong, [first, second], "filed", None, [made])
    assert (left, gone) == ([second], [first])
    assert waived(wrong, [first, second], "filed", None, [waiver_of(first, "原文如此")])[0] == []


def test_a_waiver_outside_a_section_names_none() -> None:
    wrong = draft('signer = "何苒"', 'signer = "何苒局长"')
    (signer,) = found(wrong, "L203")
    assert waiver_of(signer, "原文如此") == {"rule": "L203", "reason": "原文如此"}


def test_what_is_wrong_with_waivers_cannot_be_waived() -> None:
    wrong = draft(waivers='\n[[waivers]]\nrule = "P301"\nreason = "甲"\n')
    assert [can_be_waived(one) for one in check(wrong, "filed")] == [False]


@given(st.text(alphabet="甲乙 ，\n", min_size=1), st.data())
def test_a_quotation_covers_whatever_the_finding_is_about(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    written = Draft(parse(b'outline = "x"\nyear = 2024\n', "f"), OUTLINE)
    written.document.values["sections"] = {"plan": {"text": text}}
    one = Finding("P313", Grade.HINT, Locus(("sections", "plan", "text"), start, end), say("wrong"))
    quote = quotation(written, one)
    if quote is not None:
        assert quote in text
        assert waived(written, [one], "filed", None, [waiver_of(one, "甲", quote)])[1] == [one]


def test_the_effect_of_a_fix_is_shown_in_its_context() -> None:
    wrong = draft(*TWICE)
    (doubled,) = found(wrong, "P306")
    assert doubled.fix is not None
    assert replacements(wrong, doubled.fix, around=2) in (
        [Replacement("建设", "，，", "，", "重要")],
        [Replacement("设，", "，", "", "重要")],
    )


def test_thousands_of_findings_are_sorted_by_a_waiver_in_one_go() -> None:
    one = Finding("P313", Grade.HINT, Locus(("sections", "plan", "text"), 0, 1), say("wrong"))
    many = [one] * 20_000
    left, gone = waived(draft(), many, "filed", None, [{"rule": "P313", "reason": "甲"}])
    assert (len(left), len(gone)) == (0, len(many))
