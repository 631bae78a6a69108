"""The source of a demand: a law, a regulation, a standard or a practice, and its article."""

from typing import Literal, NamedTuple

from tui.base.messages import Message, say
from tui.base.numerals import article_name
from tui.outline.model import Model, Words

Strength = Literal["law", "regulation", "standard", "local", "practice"]


class Source(Model, frozen=True, kw_only=True):
    """A text that a part of the outline is based on."""

    title: Words
    number: str | None = None
    strength: Strength
    verified: bool = False
    url: str | None = None

    @property
    def binding(self) -> bool:
        """Whether a message may say that this text prescribes something: it was read, and is not mere practice."""
        return self.verified and self.strength != "practice"


Scope = Literal["any", "chinese", "official"]
"""The reports a text applies to: all, those in Chinese, or official documents."""


class Citation(NamedTuple):
    """The text that a finding or a rule is based on, its article (possibly empty), and the reports it applies to."""

    source: Source
    article: str = ""
    scope: Scope = "any"

    @property
    def text(self) -> str:
        """How the text is cited in print: its title in book title marks, its number, the article."""
        number = f"（{self.source.number}）" if self.source.number else ""
        return f"《{self.source.title}》{number}{article_name(self.article)}"

    @property
    def sentence(self) -> Message:
        """How it may be quoted: only a text that was read word for word prescribes anything."""
        if self.source.binding:
            return say("prescribed by {source}", source=self.text)
        return say("common practice: {source}", source=self.text)
