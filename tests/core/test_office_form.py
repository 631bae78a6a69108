"""`[form]` of baogao.toml: what it sets, and what is said of a bad value."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.base.errors import BaogaoError
from tui.render.office_form import FONTS, USUAL, Face, Margins, OfficeForm
from tui.workspace.workspace import load


def form(folder: Path, text: str) -> OfficeForm | None:
    file = folder / "baogao.toml"
    file.write_text(text, "utf-8")
    return load(file).form


def test_without_the_table_an_office_has_no_form_of_its_own(tmp_path: Path) -> None:
    assert form(tmp_path, "") is None
    assert form(tmp_path, "[form]") == USUAL


def test_everything_can_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    chosen = form(
        tmp_path,
        """
[form]
seal = false
margins = "ruler"
page_numbers = false
mark_top = 30.5
mark_spacing = 0.2
font_folder = "fonts"
[form.fonts]
text = ["仿宋", "华文仿宋"]
title = "小标宋"
latin = "Times New Roman"
""",
    )
    assert chosen is not None
    assert (chosen.seal, chosen.margins, chosen.page_numbers) == (False, Margins.RULER, False)
    assert (chosen.mark_top, chosen.mark_spacing) == (30.5, 0.2)
    assert chosen.font_folder == tmp_path / "fonts"
    assert chosen.fonts == {**FONTS, Face.TEXT: ("仿宋", "华文仿宋"), Face.TITLE: ("小标宋",)}
    assert chosen.latin == ("Times New Roman",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("form = 1", "this must be a table"),
        ("[form]\nseals = true", "did you mean “seal”?"),
        ("[form]\nxyz = true", "keys are: seal, margins"),
        ("[form.fonts]\nheadings_1 = '黑体'", "did you mean “heading_1”?"),
        ("[form]\nfonts = []", "this must be a table"),
        ("[form]\nseal = 1", "this must be true or false"),
        ("[form]\nseal = 'yes'", "this must be true or false"),
        ("[form]\nmargins = 'wide'", "this must be one of: page-setup, ruler"),
        ("[form]\nmargins = [1]", "this must be one of: page-setup, ruler"),
        ("[form]\nmark_top = -1", "this must be a number from 0 to 120"),
        ("[form]\nmark_top = true", "this must be a number from 0 to 120"),
        ("[form]\nmark_top = nan", "this must be a number from 0 to 120"),
        ("[form]\nmark_spacing = '1'", "this must be a number from 0 to 3"),
        ("[form]\nfont_folder = 'nowhere'", "there is no folder"),
        ("[form]\nfont_folder = 'a\\u0000b'", "there is no folder"),
        ("[form]\nfont_folder = 3", "this must be a folder"),
        ("[form.fonts]\ntext = ''", "this must be the name of a font"),
        ("[form.fonts]\ntext = ['', 1]", "this must be the name of a font"),
        ("[form.fonts]\ntext = { a = 1 }", "this must be the name of a font"),
    ],
)
def test_a_bad_value_is_reported_with_its_line_and_the_nearest_key(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BaogaoError) as raised:
        form(tmp_path, text)
    assert told in str(raised.value)
    assert raised.value.place is not None
    assert raised.value.place.span is not None
