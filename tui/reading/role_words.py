"""Words by which offices head the parts of a report, by the part's role; an outline adds its own as `also_called`.

From the headings of published reports; they serve only to read other people's documents, never to check a draft.
"""

from __future__ import annotations

from collections.abc import Mapping

ROLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "responsibility": ("第一责任人", "主要负责人", "主要负责同志", "党政主要负责人"),
    "measures": (
        *(
            "主要举措",
            "举措",
            "成效",
            "工作情况",
            "工作开展",
            "总体情况",
            "工作落实",
            "进展",
            "主要做法",
            "主要工作",
            "工作成绩",
            "基本情况",
            "建设情况",
        ),
        *("工作总结", "工作回顾", "完成情况", "履职情况", "工作措施", "做法"),
    ),
    "problems": ("存在", "不足", "问题", "短板", "困难", "薄弱", "差距", "欠缺"),
    "plan": (
        *(
            "安排",
            "计划",
            "打算",
            "谋划",
            "下一步",
            "下步",
            "下一年",
            "下阶段",
            "明年",
            "今后",
            "工作重点",
            "重点工作",
            "整改措施",
        ),
        *("工作思路", "主要任务", "努力方向", "改进措施", "改进举措", "工作目标", "工作展望"),
    ),
    "judgments": ("生效裁判", "生效判决", "判决", "裁定", "行政应诉"),
    "suggestions": ("意见建议", "工作建议", "意见", "建议"),
    "other": ("其他", "其它", "需要报告", "需要说明"),
}
"""Two-character words count only in headings that name a part, longer ones in slogans too."""
