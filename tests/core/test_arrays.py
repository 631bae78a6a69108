"""Lists with comments: each comment stays with its item, whatever comes, goes and merges."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from tui.editing.arrays import edited_array, merged_array, read_array

LIST = '[\n  "甲",  # 一\n  "乙",  # 二\n  # 三的说明\n  "丙",  # 三\n]'


def edited(old: list[str], new: list[str], raw: str = LIST) -> str:
    return edited_array(raw, old, new, [f'"{item}"' for item in new])


def test_a_new_item_comes_after_the_comment_of_the_one_before() -> None:
    assert edited(["甲", "乙", "丙"], ["甲", "新", "乙", "丙"]) == LIST.replace("# 一\n", '# 一\n  "新",\n')
    assert edited(["甲", "乙", "丙"], ["甲", "乙", "丙", "新"]) == LIST.replace("# 三\n", '# 三\n  "新",\n')


def test_a_comment_of_what_goes_is_left_to_no_other_item() -> None:
    without = edited(["甲", "乙", "丙"], ["甲", "丙"])
    assert without == '[\n  "甲",  # 一\n  # 三的说明\n  "丙",  # 三\n  # 二\n]'


def test_both_sides_items_and_comments_merge() -> None:
    ours = LIST.replace("# 一\n", '# 一\n  "新",  # 我的\n')
    theirs = LIST.replace('  "乙",  # 二\n', "").replace("# 三\n", "# 三，改\n")
    assert merged_array(LIST, ours, theirs) == ('[\n  "甲",  # 一\n  "新",  # 我的\n  # 三的说明\n  "丙",  # 三，改\n]')


ITEMS = st.lists(st.sampled_from(['"甲"', "'乙'", "{ a = 1 }", '["x", "y"]', '"#,]"', "1979-05-27"]), max_size=5)
GAPS = st.sampled_from([", ", ",", ",\n  ", ", # 注 ]\n", " , ", "\n,\n"])


@given(ITEMS, GAPS, st.sampled_from(["", ",", ", # 末\n", "\n", "# 末\n"]))
def test_a_list_that_is_read_and_written_holds_the_same(items: list[str], gap: str, end: str) -> None:
    raw = f"[{gap.join(items)}{end if items or end.strip() != ',' else ''}]"
    try:
        before = tomllib.loads(f"a = {raw}")
    except tomllib.TOMLDecodeError:
        return
    written = str(read_array(raw))
    assert tomllib.loads(f"a = {written}") == before
    assert raw.count("# 注") == written.count("# 注")
    assert raw.count("# 末") == written.count("# 末")
