"""The two streams: data to standard output, messages to standard error, and nothing raw to a terminal."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO, TypeVar

from tui.base.errors import BaogaoError
from tui.base.messages import Language, Message
from tui.base.text import message_line, visible

Item = TypeVar("Item")
_MANY = 20  # drafts from which on progress is shown


class _Closed(io.StringIO):
    """Replaces a stream that was closed before we began: writing data to it is an error."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


class Console:
    """Where a command writes, in the user's language."""

    def __init__(self, language: Language, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.language = language
        self._out = out or sys.stdout or _Closed()
        self._err = err or sys.stderr or _Closed()
        self.quiet = False
        """Whether only errors are reported on standard error."""
        for stream in (self._out, self._err):
            if hasattr(stream, "reconfigure"):  # UTF-8 and line feeds, whatever the locale and the system
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")

    @property
    def is_terminal(self) -> bool:
        """Whether standard output is shown to a person."""
        return self._out.isatty()

    def data(self, text: str) -> None:
        """Write data to standard output, safe for a terminal: control characters are replaced."""
        self._out.write(visible(text))

    def takes_bytes(self) -> bool:
        """Whether standard output goes somewhere that accepts bytes that are not text."""
        return not self._out.isatty()

    def bytes(self, content: bytes) -> None:
        """Write bytes to standard output as they are."""
        self._out.flush()
        self._out.write("")  # which a closed one refuses
        stream = getattr(self._out, "buffer", None)
        assert stream is not None, "bytes are written where text is encoded"
        stream.write(content)
        stream.flush()

    def drawn(self, text: Iterable[tuple[str, str]]) -> None:
        """Write a text of pieces, each with its style, to standard output, in colour where a terminal shows it."""
        if self._is_terminal(self._out):
            from rich.console import Console as RichConsole  # only where something is drawn for a terminal
            from rich.text import Text

            rich = RichConsole(file=self._out, highlight=False, markup=False, emoji=False)
            rich.print(Text.assemble(*text), soft_wrap=True)
        else:
            self.data("".join([*(piece for piece, _ in text), "\n"]))

    def narrate(self, message: Message | str) -> None:
        """Print a message on standard error, unless the user asked for quiet."""
        if not self.quiet:
            self._tell(f"{message_line(self.language(message))}\n")

    def narrate_error(self, error: BaogaoError) -> None:
        """Report what went wrong, where, and what to do about it."""
        where = ""
        if error.place:
            where = f"{message_line(error.place.file)}: "
            if error.place.span:
                where = f"{message_line(error.place.file)}:{error.place.start.line}:{error.place.start.column}: "
        what = message_line(self.language(error.what))
        remedy = f"\n  {message_line(self.language(error.remedy))}" if error.remedy else ""
        self._tell(f"{where}{what}{remedy}\n")

    def _tell(self, text: str) -> None:
        """Write to standard error. If it is closed or full nobody can be told, and the work is done anyway."""
        with suppress(OSError, ValueError):
            self._err.write(text)

    def progress(self, items: Sequence[Item], doing: Message) -> Iterable[Item]:
        """The items one by one, with a progress bar on a terminal if there are many."""
        if self.quiet or len(items) < _MANY or not self._is_terminal(self._err):
            return items
        return self._with_bar(items, doing)

    def _with_bar(self, items: Sequence[Item], doing: Message) -> Iterator[Item]:
        from rich.console import Console as RichConsole
        from rich.progress import track

        rich = RichConsole(file=self._err, markup=False)
        yield from track(items, self.language(doing), console=rich, transient=True)

    @staticmethod
    def _is_terminal(stream: TextIO) -> bool:
        return stream.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """End silently when the reader of our output has gone, as in `baogao render … | head`."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
