"""How a report is arranged on paper: who signs where, which lists move, how large the mark is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.paper import small
from tui.render import page
from tui.render.mark import joint_sizes, sized
from tui.render.office_form import USUAL, OfficeForm
from tui.render.official import Official, official, width_of
from tui.render.report import Part

UNSEALED = OfficeForm(seal=False)
JOINT = ["云川市市场监督管理局", "云川市司法局", "云川市财政局"]


def arranged(form: OfficeForm = USUAL, text: str = "正文。", **fields: object) -> Official:
    return official(small(text, **fields), "filed", form)


def edges(report: Official) -> list[list[tuple[str, float, float]]]:
    """The names and the date, row by row, each with its distances from the left and right edge in characters."""
    return [
        [
            ("".join(lines), centre - widest / 2, page.CHARACTERS - centre - widest / 2)
            for lines, centre in row.placed
            for widest in [max(map(width_of, lines))]
        ]
        for row in report.signature
    ]


def test_with_a_seal_the_date_is_four_from_the_right_and_the_issuer_above_its_middle() -> None:
    (issuer,), (date,) = edges(arranged())
    assert date == ("2025年1月5日", 28 - 4 - 6, 4)
    assert issuer[1] + 3 == date[1] + 3 == 18 + 3  # both are six characters wide


def test_without_a_seal_the_date_begins_two_to_the_right_of_the_issuer() -> None:
    (issuer,), (date,) = edges(arranged(UNSEALED, issuer="云川市人力资源和社会保障局"))
    assert issuer[2] == 2
    assert date[1] == issuer[1] + 2


def test_without_a_seal_a_date_longer_than_the_issuer_is_two_from_the_right() -> None:
    (issuer,), (date,) = edges(arranged(UNSEALED, issuer="云川水务", date="2025-11-15"))
    assert date[2] == 2
    assert date[1] == issuer[1] + 2


@pytest.mark.parametrize("form", [USUAL, UNSEALED])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
@pytest.mark.parametrize("length", [2, 8, 13, 18, 40])
def test_no_name_leaves_the_page_and_no_two_touch(form: OfficeForm, count: int, length: int) -> None:
    issuers = [f"{chr(0x7532 + n)}{'政' * (length - 1)}" for n in range(count)]
    report = arranged(form, issuer=issuers)
    assert ["".join(lines) for row in report.signature for lines, _ in row.placed][:-1] == issuers
    for row in edges(report):
        assert all(left >= 0 and right >= 0 for _, left, right in row)
        assert all(first[1] < second[1] - width_of("政") for first, second in pairwise(row))


def test_joint_issuers_are_side_by_side_with_room_for_seals_and_the_date_is_below_the_last() -> None:
    report = arranged(issuer=[name[-4:] for name in JOINT])
    first, date = report.signature
    centres = [placed.centre for placed in first.placed]
    assert len(centres) == 3
    assert all(b - a >= page.SEAL / page.CHARACTER for a, b in pairwise(centres))
    assert date.placed[0].centre == centres[-1]
    rows = arranged(issuer=JOINT).signature
    assert [len(row.placed) for row in rows if row.part is Part.ISSUER] == [2, 1]
    assert rows[1].before * page.LINE >= page.SEAL - page.LINE


def test_joint_issuers_without_seals_are_below_each_other() -> None:
    rows = edges(arranged(UNSEALED, issuer=JOINT))
    assert [row[0][0] for row in rows[:-1]] == JOINT
    assert {row[0][2] for row in rows[:-1]} == {2}


def test_a_long_issuer_signs_on_lines_of_equal_length() -> None:
    row = arranged(issuer="云川市人民政府推进职能转变协调小组行政审批制度改革专题组办公室").signature[0]
    first, second = row.placed[0].lines
    assert abs(width_of(first) - width_of(second)) <= 2


def test_signers_are_two_a_row() -> None:
    assert arranged(signer=["甲", "乙", "丙"]).signers == (("甲", "乙"), ("丙",))
    assert arranged(signer=None).signers == ()


def test_the_title_breaks_where_print_breaks_it_and_a_long_line_evenly() -> None:
    assert arranged().title == ("云川市水务局", "2024年工作情况的报告")
    assert arranged(issuer=JOINT).title == (
        "云川市市场监督管理局\u3000云川市司法局",
        "云川市财政局",
        "2024年工作情况的报告",
    )
    lines = arranged(issuer="云" * 30).title
    assert max(map(width_of, lines)) * 22 * page.POINT <= page.TEXT_WIDTH


def test_recipients_without_room_on_the_first_page_move_to_the_imprint() -> None:
    few = arranged(recipients=["市委", "市政府"])
    assert (few.recipients, few.imprint and few.imprint.lists) == ("市委、市政府：", ("抄送：省水利厅，市委办。",))
    many = arranged(recipients=[f"市第{n}办公室" for n in range(60)])
    assert many.recipients == ""
    assert many.imprint is not None
    assert many.imprint.lists[0].startswith("主送：市第0办公室，市第1办公室，")
    assert many.imprint.lists[0].endswith("市第59办公室。")
    assert many.imprint.lists[1] == "抄送：省水利厅，市委办。"
    assert many.imprint.fits_page
    endless = arranged(recipients=[f"市第{n}办公室" for n in range(300)])
    assert endless.imprint is not None
    assert not endless.imprint.fits_page


def test_what_is_classified_leaves_the_first_line_to_the_number_of_the_copy() -> None:
    def corner(**fields: object) -> list[str | None]:
        return [element and element.text for element in arranged(**fields).corner]  # type: ignore[arg-type]

    assert corner() == []
    assert corner(urgency="特急") == ["特急"]
    assert corner(secrecy="机密★1年") == [None, "机密★1年"]
    assert corner(urgency="特急", secrecy="机密★1年", copy_number="000001") == ["000001", "机密★1年", "特急"]


@pytest.mark.parametrize("characters", [1, 4, 10, 20, 60])
@pytest.mark.parametrize("spacing", [0, 0.5, 3])
def test_a_mark_fits_the_page_and_is_no_larger_than_it_may_be(characters: int, spacing: float) -> None:
    width, size = sized(characters, OfficeForm(mark_spacing=spacing))
    assert (characters + (characters - 1) * spacing) * width * page.POINT <= page.TEXT_WIDTH
    assert width * page.POINT <= 15.001
    assert size <= 62


def test_the_names_of_a_joint_mark_are_equally_long() -> None:
    report = arranged(issuer=JOINT)
    assert report.mark is not None
    assert (report.mark.names, report.mark.word) == (tuple(JOINT), "文件")
    width, size, spaces = joint_sizes(report.mark, USUAL, report.mark_height)
    lengths = [len(name) * width + (len(name) - 1) * space for name, space in zip(JOINT, spaces, strict=True)]
    assert max(lengths) - min(lengths) < 0.01
    assert len(JOINT) * size * 1.2 * page.POINT <= report.mark_height + 0.01


def test_a_mark_of_the_offices_own_is_set_as_it_is() -> None:
    report = arranged(issuer=JOINT, mark="云川市人民政府办公室")
    assert report.mark is not None
    assert (report.mark.names, report.mark.word) == (("云川市人民政府办公室",), "")


def test_the_published_edition_has_no_head_and_no_imprint() -> None:
    report = official(small("正文。", recipients=["市委"]), "published", USUAL)
    assert not report.has_head
    assert report.imprint is None
    assert report.recipients == "市委："
