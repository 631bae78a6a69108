"""The boilerplate of government websites: what surrounds a report on its page, and the metadata pages must carry."""

from __future__ import annotations

import re

_LABELS = {
    "number": ("文号", "发文字号", "文件编号"),
    "issuer": ("发文机关", "发布机构", "发文机构", "发布单位", "制发机关"),
    "date": ("成文日期", "成文时间"),
    "": (
        *(
            "索引号",
            "索引码",
            "主题分类",
            "标题",
            "名称",
            "有效性",
            "发布日期",
            "发布时间",
            "生成日期",
            "公开日期",
            "信息来源",
            "来源",
        ),
        *(
            "组配分类",
            "体裁分类",
            "公开方式",
            "公开形式",
            "公开类别",
            "主题词",
            "关键词",
            "信息分类",
            "分类",
            "内容分类",
            "公文种类",
        ),
        *(
            "浏览次数",
            "点击数",
            "阅读次数",
            "浏览量",
            "访问量",
            "点击量",
            "字体",
            "字号",
            "字体大小",
            "责任编辑",
            "作者",
            "编辑",
        ),
        *(
            "信息名称",
            "所属分类",
            "有效期",
            "内容概述",
            "时效性",
            "发文日期",
            "日期",
            "时间",
            "保护视力色",
            "稿件来源",
            "供稿",
        ),
    ),
}
_NAMES = {label: field for field, labels in _LABELS.items() for label in labels}
_LABEL = re.compile(
    "(?P<label>"
    + "|".join(r"\s{0,4}".join(label) for label in sorted(_NAMES, key=len, reverse=True))
    + r")\s{0,4}[：:]"
)
_LONGEST = 300  # characters of a line of metadata
_SURE = re.compile(
    r"扫一扫.{0,12}(?:打开|手机|分享|微信)|扫描二维码|二维码.{0,6}(?:手机|分享)|我要纠错|【?\s*字体\s*[：:]?|字体大小|【?\s*(?:打印|关闭)(?:本页|窗口|此页)?\s*】?\s*$|打印本页|关闭窗口|返回顶部|上一篇\s*[：:]|下一篇\s*[：:]"
    r"|责任编辑\s*[：:]|浏览次数\s*[：:]?|当前位置\s*[：:]|您(?:现在)?的位置|分享到\s*[：:]?\s*(?:$|微信|微博|新浪)|^分享$|网站地图|无障碍|版权所有|ICP备|公网安备|网站标识码|主办单位\s*[：:]|承办单位\s*[：:]"
    r"|技术支持\s*[：:]|联系我们|设为首页|加入收藏|相关(?:稿件|解读|链接|文章|新闻|阅读)\s*[：:]?$|【大\s*中\s*小】|^\s*大\s*中\s*小\s*$|收藏本页|网站导航|友情链接|长者模式|繁體|^首页\s*[>|»\s]|^\s*(?:首页|打印|收藏|关闭|分享|繁体|简体|English)\s*$"
)
_FURNITURE = 120  # characters: a longer line is text, whatever words it holds
_AFTER = re.compile(
    r"扫一扫.{0,12}(?:打开|手机|分享|微信)|我要纠错|责任编辑\s*[：:]|上一篇\s*[：:]|下一篇\s*[：:]|相关(?:稿件|解读|链接|文章|新闻|阅读)\s*[：:]?$|分享到\s*[：:]?\s*(?:$|微信|微博|新浪)|^【?\s*(?:打印|关闭)"
    r"|打印本页|关闭窗口|版权所有|网站地图|主办单位\s*[：:]|联系我们|网站导航|友情链接|^分享$"
)


def is_furniture(text: str) -> bool:
    """Whether a line is certainly part of the page and not of the report: short, and with words that only pages have."""
    return len(text) <= _FURNITURE and not text.endswith("。") and _SURE.search(text) is not None


def is_after_the_report(text: str) -> bool:
    """Whether a line after the last heading begins the boilerplate of the page."""
    return len(text) <= _FURNITURE and not text.endswith("。") and _AFTER.search(text) is not None


def metadata(text: str) -> dict[str, str] | None:
    """A line of metadata, by letterhead field; labels may run together, and have spaces inside them.

    None for any other line; labels that no field needs are included as "".
    """
    if len(text) > _LONGEST or text.endswith("。"):
        return None
    found = list(_LABEL.finditer(text))
    if not found or found[0].start() > 2:
        return None
    ends = [*(one.start() for one in found[1:]), len(text)]
    named: dict[str, str] = {}
    for one, end in zip(found, ends, strict=True):
        field = _NAMES["".join(one["label"].split())]
        named.setdefault(field, text[one.end() : end].strip(" \t\u3000【】[]|"))
    return named
