"""What can be wrong with a draft: the register, with every family of rules entered."""

from tui.rules import structure
from tui.rules.checking import check
from tui.rules.register import RULES, Rule

__all__ = ["RULES", "Rule", "check", "structure"]
