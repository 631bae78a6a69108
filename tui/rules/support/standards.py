"""The standards behind the rules, as citations: a clause prescribes something only if it was read word for word."""

from __future__ import annotations

from tui.outline.source import Citation, Source

_PUNCTUATION_READ = frozenset({"4.5.3", *(f"5.1.{n}" for n in range(1, 10))})
_FORMAT_UNREAD = frozenset({"6"})


def punctuation(clause: str) -> Citation:
    """A clause of the standard of punctuation. Its appendix B is informative, and so never prescribes."""
    informative = clause.startswith("B.")
    source = Source(
        title="标点符号用法",
        number="GB/T 15834—2011",
        strength="practice" if informative else "standard",
        verified=informative or clause in _PUNCTUATION_READ,
    )
    return Citation(source, f"资料性附录{clause}" if informative else clause, "chinese")


def numerals(clause: str) -> Citation:
    """A clause of the standard of numerals."""
    source = Source(
        title="出版物上数字用法",
        number="GB/T 15835—2011",
        strength="standard",
        verified=True,
    )
    return Citation(source, clause, "chinese")


def document_format(clause: str) -> Citation:
    """A clause of the standard of the form of official documents; a plain number is a chapter, as 9."""
    source = Source(
        title="党政机关公文格式",
        number="GB/T 9704—2012",
        strength="standard",
        verified=clause not in _FORMAT_UNREAD,
    )
    return Citation(source, f"第{clause}章" if clause.isdecimal() else clause, "official")


def handling(article: str) -> Citation:
    """An article of the regulation on the handling of official documents, as 9(五)."""
    source = Source(
        title="党政机关公文处理工作条例",
        number="中办发〔2012〕14号",
        strength="regulation",
        verified=True,
    )
    return Citation(source, article, "official")
