"""Questions about work that could be lost: text left by a crash, and conflicts."""

from __future__ import annotations

from tui.app.dialogs import ask
from tui.app.host import Host
from tui.base.messages import say
from tui.draft import place
from tui.draft.draft import Draft
from tui.session.open_draft import OpenDraft
from tui.session.recovery import Recovery


async def offer(app: Host, opened: OpenDraft) -> bool:
    """Offer the text of this draft that a crash left unsaved; False if the user would rather not open it now."""
    for left in opened.left_behind():
        answers = (
            ask.Answer("recover", say("Restore")),
            ask.Answer("discard", say("Discard")),
            ask.Answer("later", say("Ask again next time")),
        )
        text = told(app, left, opened.draft)
        answer = await app.push_screen_wait(ask.Decide(say("Unsaved work"), text, answers))
        if answer == "recover":
            opened.recover(left)
        elif answer == "discard":
            left.throw_away()
        elif answer is None:
            return False
    return True


def told(app: Host, left: Recovery, draft: Draft) -> str:
    """The contents of a recovery file, place by place, with the end of each text."""
    lines = [app.words(say("written {when}, not saved:", when=f"{left.when.astimezone():%Y-%m-%d %H:%M:%S}"))]
    for change in left.changes:
        value = "" if change.mine is None else str(change.mine).strip()
        end = value if len(value) <= 60 else f"..{value[-60:]}"
        lines.append(f"- {app.words(place.name(draft, change.path))}: {end}")
    return "\n".join(lines)


async def resolve(app: Host, opened: OpenDraft) -> None:
    """Ask about each passage that others changed too. Esc leaves the rest waiting."""
    from tui.app.dialogs.conflict import ConflictScreen  # hardly ever needed
    from tui.app.dialogs.conflicts import Conflicts

    conflicts = Conflicts(opened, app.words)
    first = conflicts.next()
    if first is not None:
        await app.push_screen_wait(ConflictScreen(conflicts, first))
