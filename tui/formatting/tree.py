"""The tables of a file as a tree with its comments, the same whatever form they were typed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tui.draft.keys import LISTS
from tui.formatting.statements import Statement
from tui.formatting.syntax import Array, Comment, Inline, Item, Value
from tui.toml import KeyPath


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that is not a table of its own, with the comments above and after it."""

    value: Value
    lead: Sequence[Comment] = ()
    comment: Comment | None = None


@dataclass(slots=True)
class Table:
    """A table; the path of an element of an array of tables ends in its index."""

    path: KeyPath
    lead: list[Comment] = field(default_factory=list)
    comment: Comment | None = None
    tail: list[Comment] = field(default_factory=list)
    children: dict[str, Child] = field(default_factory=dict)

    def below(self, names: Sequence[str]) -> Table:
        """The table with these names, created if missing; of an array of tables, the last element."""
        table = self
        for name in names:
            child = table.children.setdefault(name, Table((*table.path, name)))
            assert not isinstance(child, Leaf)
            table = child[-1] if isinstance(child, list) else child
        return table

    def put(self, name: str, leaf: Leaf) -> None:
        """Add a value under a name: an inline table as a table, notes and waivers as arrays of tables."""
        value = leaf.value
        if isinstance(value, dict):
            table = self.below([name])
            table.lead += leaf.lead
            table.comment = leaf.comment
            table.fill(value)
        elif not self.path and name in LISTS and isinstance(value, Array) and _is_of_tables(value):
            self.children[name] = list(_elements(self, name, leaf, value))
        else:
            self.children[name] = leaf

    def fill(self, values: Inline) -> None:
        """Add all values of an inline table."""
        for name, value in values.items():
            self.put(name, Leaf(value))


Child = Leaf | Table | list[Table]


def grown(statements: Sequence[Statement]) -> Table:
    """The tree of a file. Comments at the end of a table become the tail of the table that its last key is now in."""
    root = Table(())
    here = root
    for statement in statements:
        *above, last = statement.names
        if statement.value is not None:
            home = here.below(above)
            home.put(last, Leaf(statement.value, statement.lead, statement.comment))
        else:
            here = home = _headed(root.below(above), last, statement)
        home.tail += statement.below
    return root


def _headed(above: Table, name: str, header: Statement) -> Table:
    if header.many:
        elements = above.children.setdefault(name, [])
        assert isinstance(elements, list)
        elements.append(Table((*above.path, name, len(elements))))
    table = above.below([name])
    table.lead += header.lead
    table.comment = header.comment
    return table


def _is_of_tables(array: Array) -> bool:
    return bool(array.items) and all(isinstance(item.value, dict) for item in array.items)


def _elements(above: Table, name: str, leaf: Leaf, array: Array) -> Iterator[Table]:
    """The items of an array as elements of an array of tables, with all comments of the array."""
    lead = [*leaf.lead, *filter(None, [array.opening])]
    for n, item in enumerate(array.items):
        table = Table((*above.path, name, n), [*lead, *item.lead], item.comment)
        assert isinstance(item.value, dict)
        table.fill(item.value)
        if n == len(array.items) - 1:
            table.tail += [*array.tail, *filter(None, [leaf.comment])]
        yield table
        lead = []


def inlined(table: Table) -> Leaf:
    """A table as an inline one, which has no room for comments: they all move above it."""
    comments = [comment._replace(apart=False) for comment in _inside(table)]
    return Leaf(_inline(table), [*table.lead, *comments], table.comment)


def _inline(table: Table) -> Inline:
    return {name: _inline_value(child) for name, child in table.children.items()}


def _inline_value(child: Child) -> Value:
    if isinstance(child, Leaf):
        return child.value
    if isinstance(child, Table):
        return _inline(child)
    return Array(tuple(Item(_inline(element)) for element in child))


def _inside(table: Table) -> Iterator[Comment]:
    """The comments in a table, except those in arrays."""
    for child in table.children.values():
        if isinstance(child, Leaf):
            yield from child.lead
            yield from filter(None, [child.comment])
            continue
        for inner in child if isinstance(child, list) else [child]:
            yield from inner.lead
            yield from filter(None, [inner.comment])
            yield from _inside(inner)
    yield from table.tail
