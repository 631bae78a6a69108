"""Moving a text's years on with the report: only those that refer to the report year or the next."""

from __future__ import annotations

import re

_TITLE = re.compile("《[^《》]{0,200}》")
_YEAR = re.compile(
    r"(?<![0-9—–～~〔\[（(-])(?<!至)(?P<year>(?:19|20)[0-9]{2})(?=年)(?!年[ \u3000]?[0-9]{1,2}[ \u3000]?月)(?!年?度?[—–～~至-])"
)


def turned(text: str, year: int, by: int = 1) -> str:
    """A text of the report for `year` as it would read `by` years later.

    Only that year and the next are moved on, since plans and laws keep theirs; titles in 《》, dates such as 2023年12月4日
    and periods such as 2021—2025年 stay as they are.
    """
    kept = [match.span() for match in _TITLE.finditer(text)]
    pieces: list[str] = []
    at = title = 0
    for match in _YEAR.finditer(text):
        while title < len(kept) and kept[title][1] <= match.start():
            title += 1
        inside = title < len(kept) and kept[title][0] < match.start()
        if not inside and int(match["year"]) in (year, year + 1):
            pieces += [text[at : match.start()], str(int(match["year"]) + by)]
            at = match.end()
    return "".join((*pieces, text[at:]))
