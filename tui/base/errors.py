"""What went wrong, where, and what to do about it."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from msgspec import Struct

from tui.base.messages import Message, say
from tui.base.text import Position, Span


class Place(Struct, frozen=True):
    """A place in a file; without a span, the file as a whole."""

    file: str
    span: Span | None = None

    @property
    def start(self) -> Position:
        """Where it begins; the first character of the file if nothing more precise is known."""
        return self.span.start if self.span else Position(1, 1)


class BaogaoError(Exception):
    """The one error that commands show to users: a sentence, its place, and a remedy; exit 2."""

    def __init__(
        self,
        what: Message | str,
        *,
        place: Place | None = None,
        remedy: Message | str | None = None,
    ) -> None:
        super().__init__(what, place, remedy)
        self.what = what
        self.place = place
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.what, self.place, self.remedy)  # survives pickling

    def __str__(self) -> str:
        where = ""
        if self.place:
            where = f"{self.place.file}: "
            if self.place.span:
                where = f"{self.place.file}:{self.place.start.line}:{self.place.start.column}: "
        return f"{where}{self.what}" + (f" ({self.remedy})" if self.remedy else "")


def _again(
    kind: type[BaogaoError], what: Message | str, place: Place | None, remedy: Message | str | None
) -> BaogaoError:
    return kind(what, place=place, remedy=remedy)


_REASONS: Mapping[int | None, Message] = {
    errno.ENOENT: say("there is no such file or folder"),
    errno.EACCES: say("you have no permission"),
    errno.EPERM: say("you have no permission"),
    errno.EISDIR: say("this is a folder, not a file"),
    errno.ENOTDIR: say("a part of the path is a file, not a folder"),
    errno.EEXIST: say("the file already exists"),
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("your disk quota is used up"),
    errno.EROFS: say("the disk is read-only"),
    errno.ENAMETOOLONG: say("the name is too long"),
    errno.EBADF: say("it is closed"),
    errno.ELOOP: say("links lead in a circle"),
    errno.ENXIO: say("nothing reads from this pipe"),
}


def _reason(error: OSError) -> Message | str:
    return _REASONS.get(error.errno) or error.strerror or type(error).__name__


def unreadable(file: object, error: OSError) -> BaogaoError:
    """The error for a file that the system does not let us read."""
    return BaogaoError(say("cannot be read: {why}", why=_reason(error)), place=Place(str(file)))


def unwritable(file: object, error: OSError) -> BaogaoError:
    """The error for a file that the system does not let us write."""
    return BaogaoError(say("cannot be written: {why}", why=_reason(error)), place=Place(str(file)))
