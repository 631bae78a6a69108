"""A sentence a line in English and German: what a full stop ends, what it does not, and nothing ever said otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.draft.prose import read
from tui.formatting.equivalence import meaning
from tui.formatting.sentences import sentences


def lines(text: str, language: str = "en") -> list[str]:
    """The lines of a text in canonical form, which is the canonical form of itself and says the same."""
    written = sentences(text, language=language)
    assert sentences(written, language=language) == written
    assert meaning(written, spaced=True) == meaning(text, spaced=True)
    return written.split("\n")[:-1]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("We met. It rained! Why? Nobody knows.", ["We met.", "It rained!", "Why?", "Nobody knows."]),
        ('"Will it last?" It will. (It must.) So be it.', ['"Will it last?"', "It will.", "(It must.)", "So be it."]),
        ("“Yes.” Then he left.", ["“Yes.”", "Then he left."]),
        ("**Done.** Next. **All good. Carry on.** Yes", ["**Done.**", "Next.", "**All good.", "Carry on.**", "Yes"]),
        ("In 2025. The 98.5% grew by 3%. So what", ["In 2025.", "The 98.5% grew by 3%.", "So what"]),
        # what a full stop does not end
        ("Dr. Smith and St. Mary's, No. 4 and Fig. A.", ["Dr. Smith and St. Mary's, No. 4 and Fig. A."]),
        (
            "J. P. Hall & Co. Ltd. of the U.S. Army, i.e. Mr. Ford.",
            ["J. P. Hall & Co. Ltd. of the U.S. Army, i.e. Mr. Ford."],
        ),
        ('"Will it last?" is asked. it goes on', ['"Will it last?" is asked. it goes on']),
        ("see 1.2 and v2.0 and a.txt.B", ["see 1.2 and v2.0 and a.txt.B"]),
        # lines that would open a block, or lose their spaces
        ("Look there. (1) is not a point. 1. Nor is this.", ["Look there. (1) is not a point. 1. Nor is this."]),
        ("Two spaces.  Here", ["Two spaces.  Here"]),
        # lines of one sentence are joined, with the space that curly quotes need as well
        ("The councils’\nown “words”\nstay —\nalways.", ["The councils’ own “words” stay — always."]),
        ("(1) to paint\n(2) to buy.", ["(1) to paint", "", "(2) to buy."]),
        # items of a list are paragraphs of their own
        (
            "We will:\n- plan\n- do. Then check.\n* act",
            ["We will:", "", "- plan", "", "- do.", "Then check.", "", "* act"],
        ),
        ("Namely\n(a) roads and\n  bridges;\n(b) parks.", ["Namely", "", "(a) roads and bridges;", "", "(b) parks."]),
        ("1. As to\n• one\n– two\n(ii) three", ["1. As to", "", "• one", "", "– two", "", "(ii) three"]),
        (
            "Cold. - So it was. (a) Or not. -5 degrees\n-6\n(see)\n(a)",
            ["Cold. - So it was. (a) Or not. -5 degrees -6 (see) (a)"],
        ),
        ("Done, 好\n的。", ["Done, 好的。"]),
    ],
)
def test_a_sentence_has_a_line(text: str, want: list[str]) -> None:
    assert lines(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Am 3. Mai, z. B. der e. V. hier. Bald!", ["Am 3. Mai, z. B. der e. V. hier.", "Bald!"]),
        ("„Wann?“ Bald. „Ende.“ Dann.", ["„Wann?“", "Bald.", "„Ende.“", "Dann."]),
    ],
)
def test_a_sentence_in_german_has_a_line(text: str, want: list[str]) -> None:
    assert lines(text, "de") == want


@pytest.mark.parametrize("text", ["None", "None.", "None.\n"])
def test_none_stays_as_it_is(text: str) -> None:
    assert sentences(text, language="en") == text


def test_japanese_is_written_without_spaces() -> None:
    assert sentences("良好。次に\n進む。", language="ja") == "良好。\n次に進む。\n"


def test_a_line_that_begins_with_a_hyphen_goes_on_in_chinese() -> None:
    assert len(read("共三项\n- 甲\n- 乙")) == 1
    assert len(read("three\n- one\n- two", spaced=True)) == 3


def test_a_line_break_after_a_curly_quotation_mark_is_a_space_in_english_only() -> None:
    text = "the “words”\nstay"
    assert read(text, spaced=True)[0].text == "the “words” stay"
    assert read(text)[0].text == "the “words”stay"


FRAGMENTS = (
    *"Aa1#()\"'“”’.!?。甲*{} \t\n",
    *(". ", ". ", "? ", "! ", "\n", "\n\n", "**", "**", "***", "## ", "### ", "1. ", "(1) ", "（一）", "Dr. ", "p.m. "),
    *("- ", "\n- ", "\n* ", "\n(a) ", "\n(iv) ", "• "),
    *("Word", "word", "{{", "}}", "{a}", " The", " the", "...", "\u3000", "\x00", "\u202e"),
)


@settings(max_examples=3_000)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=24).map("".join))
def test_every_text_reads_the_same_and_stays(text: str) -> None:
    lines(text)
