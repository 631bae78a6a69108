"""Places in a draft: their part, their name, their order."""

from __future__ import annotations

import pytest

from tests.support.planting import outline, planted
from tui.base.messages import Language
from tui.draft.place import DraftPlace, Kind, name, place_at, rank, section_shown, text_path
from tui.toml import KeyPath


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("year",), DraftPlace(Kind.LETTERHEAD, "", ("year",))),
        (("fields", "signer"), DraftPlace(Kind.LETTERHEAD, "signer")),
        (("fields", "recipients", 1), DraftPlace(Kind.LETTERHEAD, "recipients", (1,))),
        (("clearance", "by"), DraftPlace(Kind.LETTERHEAD, "", ("clearance", "by"))),
        (text_path("plan"), DraftPlace(Kind.SECTION, "plan", ("text",))),
        (("sections", "plan"), DraftPlace(Kind.SECTION, "plan")),
        (("figures", "hearings_due"), DraftPlace(Kind.FIGURE, "hearings_due")),
        (("waivers", 0, "rule"), DraftPlace(Kind.WAIVER, "0", ("rule",))),
        (("outline",), DraftPlace(Kind.OTHER, "", ("outline",))),
        ((), DraftPlace(Kind.OTHER)),
    ],
)
def test_a_path_leads_to_a_part_of_the_report(path: KeyPath, place: DraftPlace) -> None:
    assert place_at(path) == place


def test_only_a_section_has_a_text_and_is_the_section_of_its_places() -> None:
    assert place_at(text_path("plan")).is_text
    assert place_at(("sections", "plan", "owner")).section == "plan"
    for path in ((), ("sections",), ("fields", "signer"), ("figures", "hearings_due")):
        assert place_at(path).section is None
        assert not place_at(path).is_text


def test_places_are_called_what_the_outline_calls_them() -> None:
    draft, words = planted("", "law-based-government-department"), Language("en")
    assert words(name(draft, ("fields", "signer"))) == "签发人"
    assert words(name(draft, text_path("introduction"))) == "Introduction"
    assert words(name(draft, ("sections", "plan", "owner"))).endswith("(who writes it)")
    assert words(name(draft, ("notes", 0, "answered"))) == "note 1 (answer)"
    assert words(name(draft, ("waivers", 2))) == "waiver 3"
    assert words(name(draft, ("fields", "nothing"))) == "fields.nothing"


def test_places_come_in_the_order_of_the_outline() -> None:
    asked = outline()
    fields = [rank(asked, place_at(("fields", id))) for id in (*asked.fields_by_id, "unknown")]
    assert fields == sorted(fields)
    assert rank(asked, place_at(("year",))) < fields[0]


def test_a_figure_is_seen_at_its_section() -> None:
    asked = outline()
    figure = next(one for one in asked.figures if one.section)
    assert section_shown(asked, place_at(("figures", figure.id))) == figure.section
    assert section_shown(asked, place_at(("sections", "unknown", "text"))) is None
