"""The names of a report's editions, and which is the other one."""

from __future__ import annotations

from collections.abc import Mapping

from tui.base.messages import Message, say
from tui.outline.outline import Edition

EDITION_NAMES: Mapping[Edition, Message] = {
    "filed": say("filed edition"),
    "published": say("published edition"),
}


def other(edition: Edition) -> Edition:
    """The other edition."""
    return "published" if edition == "filed" else "filed"
