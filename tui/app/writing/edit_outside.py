"""The text of a section in the user's own editor: what comes back is one step, and what comes back broken is set aside."""

from __future__ import annotations

from tui.app.outside_editor import UncleanReturn, edited_outside
from tui.app.writing.layout import WritingLayout
from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.draft.place import text_path
from tui.session.set_aside import EDITOR


def edit_outside(writing: WritingLayout) -> None:
    """Edit the shown section; one without a text is left alone."""
    opened, host, section = writing.opened, writing.host, writing.section.id
    if section not in opened.texts():
        return
    try:
        text = edited_outside(writing.app, opened.text(section), host.settings.state)
    except UncleanReturn as error:
        if error.text is not None:
            opened.session.set_aside(text_path(section), error.text, EDITOR)
        host.warn(error)
    except BaogaoError as error:
        host.warn(error)
    else:
        opened.rewrite_texts(say("your own editor"), {section: text})
