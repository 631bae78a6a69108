"""Writes reports as the files that offices have: Markdown, plain text, Word (by python-docx), pages of a site."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Mapping

from tests.support.reports import Report

_LEVEL_1 = re.compile("[一二三四五六七八九十]+、")
_SITE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}_云川市人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2025-03-20 10:12">
<style>body{{color:#333}}</style><script>var a = "<p>不是正文</p>";</script></head>
<body><div class="top"><ul><li><a href="/">首页</a></li><li>政务公开</li><li>互动交流</li></ul></div>
<div class="nav">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; 法治政府建设年度报告</div>
<div class="xxgk"><table><tr><td>索 引 号：</td><td>000014349/2025-00012</td><td>主题分类：</td><td>司法行政</td></tr>
<tr><td>标　　题：</td><td colspan="3">{title}</td></tr></table></div>
<h1>{title}</h1>
<div>发布时间：2025-03-20 10:12 信息来源：市司法局 浏览次数： 【字体：大 中 小】</div>
<div class="TRS_Editor"><div id="zoom">
{body}
</div></div></div>
<div class="fx">分享到：</div><div>扫一扫在手机打开当前页</div><div><a>打印本页</a> <a>关闭窗口</a></div>
<div class="foot">主办单位：云川市人民政府办公室　网站标识码：1400000001</div></body></html>
"""


def markdown(report: Report) -> bytes:
    """As a program that recognises scanned pages writes it: levels at random, blank lines everywhere."""
    lines = []
    for n, line in enumerate(report.text):
        mark = "## " if _LEVEL_1.match(line) else "### " if line.startswith("（") and len(line) < 30 else ""
        lines.append(f"{'# ' if n == 0 else mark}{line}")
    return "\n\n".join(lines).encode() + b"\n"


def text(report: Report) -> bytes:
    """As a word processor exports it: a paragraph a line, indented."""
    around = len(report.before) + len(report.title)
    lines = [line if n < around else f"　　{line}" for n, line in enumerate(report.text)]
    return "\r\n".join(lines).encode("gb18030")


def word(report: Report) -> bytes:
    """As Word holds it, written by a foreign library."""
    import docx

    document = docx.Document()
    for line in report.text:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def site(report: Report) -> bytes:
    """As a government site shows it, with everything around it."""
    title = "".join(report.title)
    body = "\n".join(f'<p style="text-indent:2em">&nbsp;&nbsp;{html.escape(line)}</p>' for line in report.text)
    return _SITE.format(title=html.escape(title), body=body).encode()


FORMATS: Mapping[str, Callable[[Report], bytes]] = {"md": markdown, "txt": text, "docx": word, "html": site}
"""What a report can be written as, by suffix."""
