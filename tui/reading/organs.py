"""Names of organs, as far as their form reveals them."""

from __future__ import annotations

import re

_ENDS = [
    "委员会",
    "人民政府",
    "政府",
    "办公室",
    "办公厅",
    "研究室",
    "党组",
    "党委",
    "党工委",
    "管委会",
    "工委",
    "街道办事处",
    "街道",
    "镇",
    "乡",
    "县",
    "市",
    "区",
    "州",
    "省",
    "局",
    "委",
    "厅",
    "部",
    "署",
    "院",
    "会",
    "办",
    "处",
    "科",
    "所",
    "站",
    "队",
    "中心",
    "公司",
    "集团",
    "学校",
    "大学",
    "学院",
    "医院",
    "银行",
    "协会",
    "联合会",
    "法院",
    "检察院",
    "馆",
    "社",
    "总队",
    "支队",
    "大队",
    "园区",
    "开发区",
    "旗",
    "盟",
    "州",
    "府",
    "室",
    "组",
]
_END = re.compile(f"(?:{'|'.join(sorted(map(re.escape, _ENDS), key=len, reverse=True))})$")
_NEVER_IN = re.compile(r"[，。；：！？“”0-9%\n]|[的是了把]|情况|报告")
_LONGEST = 40
_JOINT = re.compile(r"(中共.{1,30}?委员会|中共.{1,30}?委)(?=.{2,30}(?:政府|管委会|办事处)$)")


def is_organ(text: str) -> bool:
    """Whether a short line is the name of an organ and nothing else."""
    name = "".join(text.split())
    return 2 < len(name) <= _LONGEST and _END.search(name) is not None and _NEVER_IN.search(name) is None


def organs(text: str) -> tuple[str, ...]:
    """Joint issuers on one line, split: 中共某市委 某市人民政府."""
    names: list[str] = []
    for part in re.split(r"[\s、，]+", text.strip()):
        joint = _JOINT.match(part)
        names += [joint[1], part[joint.end() :]] if joint else [part]
    return tuple(filter(None, names))
