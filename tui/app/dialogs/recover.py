"""Questions about work that could be lost: text left by a crash, and conflicts."""

from __future__ import annotations

from tui.app.dialogs import ask
from tui.app.host import Host
from tui.base.messages import say
from tui.base.text import shortened
from tui.draft import place
from tui.draft.draft import Draft
from tui.editing.merge import Clash
from tui.editing.questions import Answer, answered, questions
from tui.session.open_draft import OpenDraft
from tui.session.recovery import Recovery
from tui.toml import KeyPath


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
    """Ask about each passage that others changed too, from the letterhead to the last section. Esc leaves the rest waiting."""
    while opened.clashes:
        path = min(opened.clashes, key=lambda one: _order(opened, one))
        clash = opened.clashes[path]
        answers = await _answers(app, opened, path, clash)
        if answers is None:
            return
        if opened.clashes.get(path) == clash:  # else it was changed once more: what nobody has seen is not decided
            opened.decide(path, answered(clash, answers))


async def _answers(app: Host, opened: OpenDraft, path: KeyPath, clash: Clash) -> list[Answer] | None:
    """The answers to the questions of a clash, fewer where it was changed meanwhile; None where they are put off."""
    from tui.app.dialogs.conflict import ConflictScreen  # hardly ever needed

    asked, answers = questions(clash), list[Answer]()
    where = shortened(app.words(place.name(opened.draft, path)))
    for n, question in enumerate(asked, 1):
        answer = await app.push_screen_wait(ConflictScreen(question, where, n, len(asked)))
        if answer is None:
            return None
        answers.append(answer)
        if opened.clashes.get(path) != clash:
            break
    return answers


def _order(opened: OpenDraft, path: KeyPath) -> tuple[int, int]:
    there = place.place_at(path)
    return there.kind, place.rank(opened.outline, there)
