"""What a rule needs of an outline: without it, the rule does not apply to any draft."""

from __future__ import annotations

from msgspec import Struct

from tui.base.messages import Message, say
from tui.outline.outline import Demand, Edition, Outline, ReportLanguage


class Needs(Struct, frozen=True, kw_only=True):
    """What an outline must have for a rule to apply to its drafts; by default nothing.

    `language` is that of the report, `official` the official form, `kind` that of document (文种), `role` the role of a
    section, `fields` the ids of fields, `topics` a section with topics, `demand` something that the reports must meet,
    `due` the edition that has a day by which it is due, `numbered` headings that the report numbers.
    """

    language: ReportLanguage | None = None
    official: bool = False
    kind: str = ""
    role: str = ""
    fields: tuple[str, ...] = ()
    topics: bool = False
    demand: Demand | None = None
    due: Edition | None = None
    numbered: bool = False

    def unmet(self, outline: Outline) -> Message | None:
        """Why the rule does not apply to an outline; None if it does."""
        if self.language is not None and outline.language != self.language:
            return say("the report is not in the language of the rule")
        if self.official and not outline.official:
            return say("the report does not have the official form")
        if self.kind and outline.kind != self.kind:
            return say("the document is not a {kind}", kind=self.kind)
        if self.role and not outline.sections_for(self.role):
            return say("the outline has no section of the role “{role}”", role=self.role)
        if self.topics and not any(topic.words for section in outline.sections for topic in section.topics):
            return say("the outline has no topics")
        if self.demand is not None and not outline.asks_for(self.demand):
            return say("the outline does not ask for it")
        if self.due and (outline.due is None or (self.due == "published" and outline.due.published is None)):
            return say("the outline sets no days by which reports are due")
        if self.numbered and outline.numbers == "none":
            return say("the report does not number its headings")
        for field in self.fields:
            if field not in outline.fields_by_id:
                return say("the outline has no field “{field}”", field=field)
        return None


NOTHING = Needs()
"""The rule applies whatever the outline."""
CHINESE = Needs(language="zh")
"""The rule is about Chinese text."""
OFFICIAL = Needs(official=True)
"""The rule is about official documents."""
