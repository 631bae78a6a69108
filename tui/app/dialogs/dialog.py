"""What dialogs have in common: they lie over a screen, speak, and bring their styles along when the first of them opens."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, TypeVar

from textual.screen import ModalScreen
from textual.types import CSSPathType

from tui.app.translated import Translated

Result = TypeVar("Result")

DIALOGS = str(Path(__file__).with_name("dialogs.tcss"))
"""The styles of all dialogs; a dialog with styles of its own names both."""


class Dialog(ModalScreen[Result], Translated):
    """A dialog; its result is what was chosen or entered."""

    CSS_PATH: ClassVar[CSSPathType | None] = DIALOGS
