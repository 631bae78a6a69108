"""Questions about work that could be lost: text left by a crash, and conflicts."""

from __future__ import annotations

from tui.app.dialogs.ask import Answer, Decide
from tui.app.host import Host
from tui.base.messages import say
from tui.base.text import shortened
from tui.draft import place
from tui.draft.draft import Draft
from tui.session.open_draft import OpenDraft
from tui.session.recovery import Recovery
from tui.toml import KeyPath


async def offer(app: Host, opened: OpenDraft) -> bool:
    """Offer the text of this draft that a crash left unsaved; False if the user would rather not open it now."""
    for left in opened.left_behind():
        answers = (
            Answer("recover", say("Restore")),
            Answer("discard", say("Discard")),
            Answer("later", say("Ask again next time")),
        )
        text = told(app, left, opened.draft)
        answer = await app.push_screen_wait(Decide(say("Unsaved work"), text, answers))
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


async def settle(app: Host, opened: OpenDraft) -> list[KeyPath]:
    """Ask which version of each conflict to keep; the result is the places settled. Esc leaves the rest for later."""
    from tui.app.dialogs.conflict import ConflictScreen  # rarely needed

    settled: list[KeyPath] = []
    while opened.clashes:
        path, clash = next(iter(opened.clashes.items()))
        decided = await app.push_screen_wait(
            ConflictScreen(clash, shortened(app.words(place.name(opened.draft, path))))
        )
        if decided is None:
            break
        now = opened.clashes.get(path)
        if now is not None and now.theirs != clash.theirs:
            continue  # changed again meanwhile: nobody has seen this version, so nothing is decided
        if now is not None:
            opened.decide(path, decided.of(now))
        settled.append(path)
    return settled
