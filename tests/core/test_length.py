"""How long a section is: what will be read counts, and what is still to be written does not."""

from __future__ import annotations

import pytest
from msgspec import ValidationError, convert

from tests.support.planting import outline
from tui.draft.draft import Draft
from tui.draft.length import characters, target
from tui.outline.model import OutlineFault
from tui.outline.outline import Section
from tui.toml import parse

DEPARTMENT = outline()
FIGURE = DEPARTMENT.figures[0].id


def draft(text: str) -> Draft:
    source = f"[figures]\n{FIGURE} = 1204\n[sections.measures]\ntext = '''{text}'''\n"
    return Draft(parse(source.encode(), "draft.toml"), DEPARTMENT)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("依法履职，全部办结。", 10),
        ("　　依法 履职\n", 4),
        ("## 依法履职", 4),
        ("1. **公开。**全部公开。", 10),
        (f"许可{{{FIGURE}}}件", 7),
        ("许可{{}}件", 7),
        ("（待补）写全年办了多少件", 0),
        ("办理（待核实）件", 3),
        ("1. **公开。**\n（待补）写公开了什么\n\n2. **执法。**\n（待补）执法", 0),
        ("1. **公开。**\n全部公开。", 10),
        ("1. **公开。**全部公开。\n（待补）再写什么", 10),
        ("依法履职。\n（待补）再写什么", 5),
    ],
)
def test_what_counts(text: str, count: int) -> None:
    assert characters(draft(text), "measures") == count


def test_a_section_that_is_not_written_has_none() -> None:
    assert characters(draft("甲"), "plan") == 0


def test_what_is_usual_is_data_of_the_outline() -> None:
    assert target(draft(""), "measures") == (1000, 2500)
    assert target(Draft(parse(b"", "d.toml"), outline("information-disclosure")), "overview") == (None, 1000)


@pytest.mark.parametrize("length", [0, -1, "10", (5, 5), (9, 2), (1, 2, 3), (-1, 4)])
def test_a_length_that_cannot_be_is_refused(length: object) -> None:
    with pytest.raises(ValidationError) as refused:
        convert({"id": "a", "length": length}, Section)
    fault = refused.value.__cause__
    assert fault.at == ("length",) if isinstance(fault, OutlineFault) else "`$.length`" in str(refused.value)
