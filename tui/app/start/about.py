"""The highlighted draft in full, on the start screen; for one that cannot be read, the error and its place."""

from __future__ import annotations

from textual.content import Content

from tui.app.start.rows import Row, due_words, joined, problems
from tui.app.translated import Translated, beside, plain
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.base.text import one_line


def about(row: Row, speaker: Translated, room: int) -> Content:
    """Three lines of a width on a draft: its name and issuer, its outline, its state; none while nothing is known about it."""
    known = row.overview
    if known is None:
        return Content()
    if known.error is not None:
        return damage(known.error, speaker)
    stands: list[Message | str] = []
    if known.progress is not None:
        stands.append(say("{done} of {asked} done", done=known.progress.done, asked=known.progress.asked))
    stands.append(joined(problems(known), speaker.host.language))
    if known.due is not None:
        stands.append(say("due {day}: {stands}", day=known.due.day, stands=due_words(known.due)))
    if known.changed is not None:
        stands.append(say("changed {when}", when=f"{known.changed:%Y-%m-%d %H:%M}"))
    named = [plain(row.name, "bold"), *([plain(one_line(known.issuer))] if known.issuer else [])]
    lines = [beside(named, room), plain(one_line(known.outline), "$text-muted")]
    return Content("\n").join([*lines, beside([plain(speaker.speak(one)) for one in stands], room)])


def damage(error: BaogaoError, speaker: Translated) -> Content:
    """Why a draft cannot be read: place, error, remedy."""
    where = ""
    if error.place is not None:
        where = speaker.host.short(error.place.file)
        if error.place.span is not None:
            where = speaker.speak(say("{file}, line {line}", file=where, line=error.place.start.line))
    remedy = error.remedy or say("Enter shows the line and opens it in an editor")
    return Content("\n").join(
        [plain(where, "bold"), plain(f"! {speaker.speak(error.what)}", "$text-error"), plain(speaker.speak(remedy))]
    )
