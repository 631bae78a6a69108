"""A whole draft in canonical layout: the outline's order, one way to write each value, comments kept in place."""

from __future__ import annotations

from collections.abc import Iterable

from tui.base.errors import BaogaoError, Place
from tui.base.languages import puts_spaces
from tui.base.messages import say
from tui.base.text import UNSAFE, normalise
from tui.draft.draft import Draft
from tui.draft.wording import wording_of
from tui.editing import values
from tui.editing.order import Order
from tui.formatting.equivalence import is_text, same
from tui.formatting.sentences import sentences
from tui.formatting.statements import Statements, statements
from tui.formatting.syntax import Array, Comment, Scalar, Value
from tui.formatting.tree import Leaf, Table, grown, inlined
from tui.formatting.writer import Page
from tui.outline.outline import Outline
from tui.toml import KeyPath

_LONGEST = 120  # characters of a line that holds an array
_INDENT = "    "


def canonical(draft: Draft) -> bytes:
    """The file of a draft in canonical layout.

    Raises `BaogaoError` if it would not have the same meaning, which should never happen.
    """
    document = draft.document
    written = _Writer(draft).file(statements(document.text)).encode()
    if not same(document, written, spaced=puts_spaces(draft.outline.language)):
        raise BaogaoError(
            say("this file cannot be formatted safely"),
            place=Place(document.file),
            remedy=say("the file is unchanged; please report this with the file"),
        )
    return written


class _Writer:
    """Writes the tables of a draft in canonical order."""

    def __init__(self, draft: Draft) -> None:
        self.order = Order(draft.outline)
        self.points_continue = draft.points_continue
        self.outline = draft.outline
        self.page = Page()

    def file(self, source: Statements) -> str:
        self.page.comments(source.head)
        if source.apart:
            self.page.gap()
        self.table(grown(source.all))
        return self.page.text()

    def table(self, table: Table) -> None:
        """A table with its header, its values, and the tables below it."""
        leaves: dict[str, Leaf] = {}
        tables: list[Table] = []
        for name in self.sorted(table.path, table.children):
            child = table.children[name]
            if isinstance(child, Leaf):
                leaves[name] = child
            elif isinstance(child, Table) and _is_row(child.path):
                leaves[name] = inlined(child)
            else:
                tables += child if isinstance(child, list) else [child]
        if table.path and (leaves or not tables or _is_element(table) or table.lead or table.comment or table.tail):
            self.page.gap()
            self.page.comments(comment._replace(apart=False) for comment in table.lead)
            self.page.line(_header(table), table.comment)
        for name, leaf in leaves.items():
            self.page.comments(leaf.lead)
            self.value(f"{_key(name)} = ", leaf.value, (*table.path, name), leaf.comment)
        self.page.comments(table.tail)
        for inner in tables:
            self.table(inner)

    def sorted(self, path: KeyPath, names: Iterable[str]) -> list[str]:
        """The keys of a table in canonical order; unknown ones last, in their own order."""
        return sorted(names, key=lambda name: self.order.rank((*path, name))[-1])

    def value(
        self, before: str, value: Value, path: KeyPath, comment: Comment | None, indent: str = "", after: str = ""
    ) -> None:
        """A value with what comes before and after it, on one line if it fits."""
        if isinstance(value, Scalar) and is_text(path) and value.text is not None:
            self.page.line(before + _text(value.text, self.points_continue(str(path[1])), self.outline), comment)
            return
        line = f"{before}{self.flat(value, path)}{after}"
        is_long = isinstance(value, Array) and value.items and len(line) > _LONGEST
        if is_long or _has_comments(value):
            self.page.line(self.spread(before, value, path, indent) + after, comment)
        else:
            self.page.aligned(line, comment)

    def flat(self, value: Value, path: KeyPath) -> str:
        """A value on one line, without its comments."""
        if isinstance(value, Scalar):
            return _plain(value)
        if isinstance(value, Array):
            return f"[{', '.join(self.flat(item.value, (*path, n)) for n, item in enumerate(value.items))}]"
        pairs = [f"{_key(name)} = {self.flat(value[name], (*path, name))}" for name in self.sorted(path, value)]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"

    def spread(self, before: str, value: Value, path: KeyPath, indent: str) -> str:
        """Write a value with one array item per line, except its last line, which is returned."""
        if isinstance(value, Array):
            self.page.line(f"{before}[", value.opening)
            inner = indent + _INDENT
            for n, item in enumerate(value.items):
                self.page.comments(item.lead, inner)
                self.value(inner, item.value, (*path, n), item.comment, inner, ",")
            self.page.comments(value.tail, inner)
            return f"{indent}]"
        assert isinstance(value, dict)
        line = before
        for n, name in enumerate(self.sorted(path, value)):
            line += f"{', ' if n else '{ '}{_key(name)} = "
            inside, here = value[name], (*path, name)
            line = self.spread(line, inside, here, indent) if _has_comments(inside) else line + self.flat(inside, here)
        return f"{line} }}"


def _is_row(path: KeyPath) -> bool:
    """Whether this is the path of a row of a table section, which is written on one line."""
    match path:
        case ("sections", _, "rows", _):
            return True
        case _:
            return False


def _is_element(table: Table) -> bool:
    return isinstance(table.path[-1], int)


def _header(table: Table) -> str:
    names = ".".join(_key(part) for part in table.path if isinstance(part, str))
    return f"[[{names}]]" if _is_element(table) else f"[{names}]"


def _has_comments(value: Value) -> bool:
    if isinstance(value, Scalar):
        return False
    if isinstance(value, dict):
        return any(_has_comments(inner) for inner in value.values())
    return bool(
        value.opening
        or value.tail
        or any(item.lead or item.comment or _has_comments(item.value) for item in value.items)
    )


def _plain(scalar: Scalar) -> str:
    """A string in double quotes on one line; anything else as typed."""
    return scalar.typed if scalar.text is None else _safe(values.one_line(scalar.text))


def _key(name: str) -> str:
    return _safe(values.key(name))


def _text(text: str, points_continue: bool, outline: Outline) -> str:
    """A section's text: a sentence a line, between three quotation marks; 「无」 or “None” as it is."""
    text = sentences(normalise(text), continued=points_continue, apart=outline.points_apart, language=outline.language)
    is_short = text.strip() in wording_of(outline.language).none and "\n" not in text
    return _safe(values.one_line(text)) if is_short else _safe(values.multi_line(text))


def _safe(written: str) -> str:
    """A string as written, with every character that could steer a terminal or hide in an editor escaped."""
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
