"""What a terminal sends for keys that nobody knows types nothing; what is known arrives, however it is cut into pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

from tui.app.unknown_keys import DELAY, KeyFilter, Piece

UNKNOWN = [
    "\x1b[1;3P",
    "\x1b[15;3~",
    "\x1b[?1;2c",
    "\x1b[99;5Z",
    "\x1b[13;2u",
    "\x1b[27;5;9~",
    "\x1b]11;rgb:1/2/3\x1b\\",
    "\x1bO5P",
]
KNOWN = [
    "\x1b[A",
    "\x1b[1;2D",
    "\x1bOP",
    "\x1b[3~",
    "\x1b[200~[1;3P\x1b[1;3P\x1b[201~",
    "\x1b[<0;3;4M",
    "\x1b[I",
    "\x1b[2;3R",
]
F3 = {"\x1b[1;2R": "f15", "\x1b[1;5R": "ctrl+f3", "\x1b[1;6R": "ctrl+f15"}
"""With Shift, with Ctrl, with both, as xterm and GNOME's terminal send it."""


@pytest.fixture(autouse=True)
def no_kitty_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is in the app."""
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", True)


def heard(*pieces: Piece) -> list[str]:
    """What Textual makes of pieces: the keys by name, pastes, the rest by class."""
    parser = XTermParser()
    found = [message for one in pieces for message in (parser.feed(one) if isinstance(one, str) else [one])]
    parser._timeout_time = 0 if parser._timeout_time else None
    found += parser.tick()
    return [
        one.key if isinstance(one, events.Key) else one.text if isinstance(one, events.Paste) else type(one).__name__
        for one in found
    ]


def passed(*pieces: str) -> list[Piece]:
    keys = KeyFilter()
    return [one for piece in pieces for one in keys.known(piece, 0.0)]


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_textual_types_what_it_does_not_know(sequence: str) -> None:
    assert any(len(key) == 1 or key in ("semicolon", "left_square_bracket") for key in heard(sequence))


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_ours_types_nothing_of_it(sequence: str) -> None:
    assert heard(*passed(f"甲{sequence}乙")) == ["甲", "乙"]


@pytest.mark.parametrize("sequence", [one for one in UNKNOWN if not one.startswith("\x1b]")])
def test_nor_when_it_comes_in_pieces(sequence: str) -> None:
    for cut in range(1, len(sequence)):
        assert heard(*passed("甲" + sequence[:cut], sequence[cut:] + "乙")) == ["甲", "乙"], cut


@given(st.lists(st.sampled_from([*KNOWN, "甲", "[1]", "x", "OP"]), max_size=8), st.data())
def test_what_is_known_arrives_in_whatever_pieces(sent: list[str], data: st.DataObject) -> None:
    whole = "".join(sent)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=4)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert heard(*passed(*pieces)) == heard(whole)


@pytest.mark.parametrize("sequence", sorted({one for one in ANSI_SEQUENCES_KEYS if one.startswith("\x1b")} - set(F3)))
def test_every_key_that_textual_knows_arrives_but_for_letters_with_alt(sequence: str) -> None:
    is_letter = (
        len(sequence) == 2
        and sequence.isascii()
        and any(isinstance(one, events.Key) and one.is_printable for one in XTermParser().feed(sequence))
    )
    assert heard(*passed(sequence)) == ([f"alt+{sequence[1]}"] if is_letter else heard(sequence))


@pytest.mark.parametrize(("sequence", "key"), F3.items())
def test_f3_with_shift_or_ctrl_is_a_key_where_textual_hears_the_place_of_the_cursor(sequence: str, key: str) -> None:
    assert heard(sequence) == ["CursorPosition"]
    for cut in range(len(sequence)):
        assert heard(*passed(f"甲{sequence[:cut]}", f"{sequence[cut:]}乙")) == ["甲", key, "乙"]


def test_esc_arrives_at_once_and_what_is_typed_later_is_text() -> None:
    keys = KeyFilter()
    assert keys.known("\x1b", 0.0) == ["\x1b"]
    keys.escape_taken()
    assert keys.known("[1]", DELAY * 2) == ["[1]"]


def test_esc_and_what_is_typed_late_are_two_keys_however_busy_the_program_is() -> None:
    """Nobody may have told Textual by then that it has waited long enough."""
    keys = KeyFilter()
    assert heard(*keys.known("\x1b", 0.0), *keys.known("乙", DELAY * 2)) == ["escape", "乙"]


def test_half_a_sequence_that_stays_half_is_forgotten() -> None:
    keys = KeyFilter()
    assert keys.known("甲\x1b[1;", 0.0) == ["甲"]
    assert keys.known("乙", DELAY * 2) == ["乙"]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (["\x1bx\x1b[A"], ["alt+x", "up"]),
        (["\x1b", "x\x1b[A"], ["alt+x", "up"]),
        (["\x1bX乙"], ["alt+shift+x", "乙"]),
        (["\x1b,"], ["alt+,"]),
        (["\x1b法治"], ["escape", "法", "治"]),
        (["\x1b", "法治"], ["escape", "法", "治"]),
        (["\x1b\x1b"], ["escape", "escape"]),
        (["\x1b\r"], ["escape", "enter"]),
        (["\x1b"], ["escape"]),
    ],
)
def test_alt_and_esc_are_distinguished(sent: list[str], keys: list[str]) -> None:
    assert heard(*passed(*sent)) == keys
