"""What dialogs have in common: they lie over a screen, speak, and bring their styles along when the first of them opens."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.screen import ModalScreen
from textual.types import CSSPathType

from tui.app.translated import Speaking

Result = TypeVar("Result")

DIALOGS = "../styles/dialogs.tcss"
REVIEW = "../styles/review.tcss"
LETTERHEAD = "../styles/letterhead.tcss"


class Dialog(ModalScreen[Result], Speaking):
    """A dialog; its result is what was chosen or entered."""

    CSS_PATH: ClassVar[CSSPathType | None] = DIALOGS
