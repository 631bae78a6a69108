"""Waivers in the open draft: added and withdrawn, each as one step of its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tui.base.messages import say
from tui.session.open_draft import OpenDraft
from tui.session.origin import WAIVERS


def waivers(opened: OpenDraft) -> Sequence[Mapping[str, Any]]:
    """The waivers of the draft, in the order of the file."""
    there = opened.value(WAIVERS)
    return there if isinstance(there, list) else ()


def add_waiver(opened: OpenDraft, waiver: Mapping[str, Any]) -> None:
    """Append a waiver."""
    opened.change(say("a waiver"), {WAIVERS: [*waivers(opened), waiver]})


def withdraw_waiver(opened: OpenDraft, waiver: Mapping[str, Any]) -> None:
    """Remove a waiver: what it covers is a finding again."""
    opened.change(say("a waiver withdrawn"), {WAIVERS: [other for other in waivers(opened) if other != waiver]})
