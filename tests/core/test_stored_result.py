"""A stored result comes back as it was, for a draft under any name, and holds no paragraph of it."""

from __future__ import annotations

import io
import tomllib
import zlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.slips import slipped
from tests.rules.test_rules import OWN, PLANTED_RULES, planted_in_each_kind
from tests.support import tabled
from tests.support.examples import EXAMPLES, OUTLINES, Ground
from tui.base.messages import LANGUAGES, Language, Message, say, say_n
from tui.checking.batch import BatchCheck, Checked
from tui.checking.office import Offices
from tui.checking.output.formats import FORMATS
from tui.checking.stored_result import restored, stored
from tui.cli.console import Console
from tui.outline.outline import EDITIONS, Edition
from tui.rules.finding import Grade
from tui.rules.register import RULES
from tui.rules.rule import Rule

TODAY = date(2026, 6, 1)


def again(checked: Checked, name: str, content: bytes) -> Checked | None:
    kept = stored(checked)
    assert kept is not None
    return restored(kept, name, content)


@cache
def sources() -> tuple[bytes, ...]:
    """The examples, the report with slips, one with notes, and every rule's bad example in each kind of report."""
    notes = '\n[[notes]]\ntext = "请再核对"\nby = "李"\n[[notes]]\ntext = "是否删去"\nquote = "并没有的话"\nsection = "plan"\n'
    examples = [Ground(example).text for example in EXAMPLES]
    texts = [*examples, slipped().draft, *(text + notes for text in examples), f"\ufeff{slipped().draft}"]
    planted = (source for rule in PLANTED_RULES for _, source in planted_in_each_kind(rule, rule.bad))
    return (*(text.encode() for text in texts), slipped().draft.replace("\n", "\r\n").encode(), *planted)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders for drafts."""
    return tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_result_holds_for_the_same_draft_under_another_name_in_every_format(
    here: tuple[Path, Path], edition: Edition
) -> None:
    checker = BatchCheck(Offices((OUTLINES[1],)), edition, TODAY)
    now, before = [], []
    for n, source in enumerate(sources()):
        first, second = here[0] / f"{n}.toml", here[1] / f"year {n}" / "report.toml"
        second.parent.mkdir(exist_ok=True)
        for file in (first, second):
            file.write_bytes(source)
        checked = checker(str(second))
        if checked.error is None:
            now.append(checked)
            before.append(again(checker(str(first)), str(second), source))
    assert before == now
    assert len(now) > len(PLANTED_RULES)
    assert _written(before) == _written(now)


def _written(drafts: Sequence[Checked | None]) -> dict[tuple[str, str], str]:
    known = [draft for draft in drafts if draft is not None]
    found = [one for draft in known for one in draft.found]
    written = {}
    for language in map(Language, LANGUAGES):
        for name, write in FORMATS.items():
            text = io.StringIO()
            write(found, Console(language, text), known, Grade.ERROR)
            written[language.name, name] = text.getvalue()
        written[language.name, "notes"] = "\n".join(str(note.said) for one in known for note in one.notes)
    return written


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.outline], ids=lambda rule: rule.code)
def test_a_result_of_a_rule_with_an_outline_of_its_own_comes_back(tmp_path: Path, rule: Rule) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "outline.toml").write_text(OWN + rule.outline, "utf-8")
    given = {"outline": tabled.outline(OWN + rule.outline).reference, "year": 2024, **tomllib.loads(rule.bad)}
    last = {**given, "year": 2023, **given.pop("last_year", {})}
    for name, values in (("a.toml", given), ("last.toml", last)):
        (tmp_path / name).write_text(tomli_w.dumps(values), "utf-8")
    file = tmp_path / "a.toml"
    checked = BatchCheck(Offices((tmp_path,)), "filed")(str(file))
    assert rule.code in {one.code for one in checked.found} or checked.compared_year is None
    assert again(checked, str(file), file.read_bytes()) == checked


def test_no_line_and_no_note_of_a_draft_is_stored(here: tuple[Path, Path]) -> None:
    file = here[0] / "secret.toml"
    text = slipped().draft + '\n[[notes]]\ntext = "先不要外传的一句话"\nby = "某某人"\n'
    file.write_text(text, "utf-8")
    checked = BatchCheck(Offices(), "filed")(str(file))
    assert checked.notes and len(checked.found) > 30
    kept = zlib.decompress(stored(checked) or b"").decode("utf-8", "replace")
    assert not any(word in kept for word in ("先不要外传的一句话", "某某人", str(file)))
    lines = {one.line for one in checked.found if len(one.line) > 40}
    assert lines and not any(line in kept for line in lines)


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**64 - 1),
        st.floats(allow_nan=False),
        st.text(st.characters(exclude_categories=["Cs"])),
        st.decimals(allow_nan=False),
        st.dates(),
    ),
    lambda inner: st.one_of(
        st.lists(inner).map(tuple),
        st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), inner, max_size=3).map(
            lambda values: Message("English", values)
        ),
    ),
    max_leaves=6,
)


def _exactly(value: object) -> object:
    """A value with the types of all that is in it."""
    if isinstance(value, Message):
        return "message", value.text, value.plural, {name: _exactly(one) for name, one in value.values.items()}
    return type(value), [*map(_exactly, value)] if isinstance(value, tuple) else str(value)


@pytest.fixture(scope="module")
def one(here: tuple[Path, Path]) -> Checked:
    file = here[0] / "one.toml"
    file.write_text(slipped().draft, "utf-8")
    return BatchCheck(Offices(), "filed")(str(file))


@given(value=VALUES)
def test_any_value_of_a_message_comes_back_exactly(one: Checked, value: object) -> None:
    said = say("English {value}", value=value)
    content = slipped().draft.encode()
    back = again(one._replace(found=[one.found[0]._replace(message=said, remedy=said)]), one.name, content)
    assert back is not None
    for message in (back.found[0].message, back.found[0].remedy):
        assert _exactly(message) == _exactly(said)
        assert str(message) == str(said)


class _Word(str):
    """A text of another type, which MessagePack would make a plain one."""


@pytest.mark.parametrize("value", [_Word("a"), 2**64, "\ud800", [1], Path("a"), Decimal, b"a"])
def test_what_would_not_come_back_as_it_was_is_not_stored(one: Checked, value: object) -> None:
    for said in (
        say("English {value}", value=value),
        say_n("one", "{n}", 2, inner=say("deep {value}", value=(value,))),
    ):
        assert stored(one._replace(found=[one.found[0]._replace(message=said)])) is None
        assert stored(one._replace(found=[one.found[0]._replace(remedy=said)])) is None


def test_an_error_is_not_stored(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("outline = ", "utf-8")
    checker = BatchCheck(Offices(), "filed")
    assert stored(checker(str(bad))) is None
    assert stored(checker(str(tmp_path / "gone.toml"))) is None
