"""The one table of commands: it feeds bindings, the footer, the palette, help and the keymap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

from tui.base.messages import Message, say

Where = Literal[
    "app",
    "start",
    "writing",
    "letterhead",
    "problems",
    "notes",
    "preview",
    "finding",
    "last-year",
    "table",
    "draft",
    "importing",
    "comparison",
    "set-aside",
]
"""The screen (or the part of one) on which a command works; `draft`: every screen on a draft; `app`: everywhere."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the user.

    `keys` are Textual's names, the shown one first. `aliases` are other words to find it by in the palette: the
    initials of its pinyin, and English. `short` is its title in the bottom line, which leaves out commands without one, and
    those that are there only `sometimes` until the application offers them (`Host.offers`). The screen has a method
    `action_…` of its name, or the command `opens` another screen on the draft, named `module:class`.
    """

    id: str
    where: Where
    title: Message
    keys: str = ""
    aliases: str = ""
    short: Message | None = None
    opens: str = ""
    sometimes: bool = False

    @property
    def action(self) -> str:
        """The action as Textual calls it."""
        return f"open_screen('{self.id}')" if self.opens else self.id.replace("-", "_")

    @property
    def target(self) -> str:
        """The action as run from a screen: the app's or the screen's own."""
        return f"{'app' if self.where == 'app' else 'screen'}.{self.action}"

    @property
    def binding(self) -> Binding:
        """The binding of its keys. Its description is shown nowhere: every text is translated from the title."""
        return Binding(self.keys, self.action, id=self.id, show=False, priority=self.where == "app")


# A key means one thing wherever it works: Ctrl+E changes this one, Ctrl+D all of them, Ctrl+F finds, Shift+F7 (F19 to a terminal) is the other edition,
# F5 shows what is printed. Ctrl+PgDn and Ctrl+PgUp, and Shift+F4 (F16), find again as in Word.
COMMANDS: tuple[Command, ...] = (
    Command("help", "app", say("Help"), "f1", "bz help", short=say("Help")),
    Command("open-draft", "start", say("Open the draft"), "enter", "dk open enter", short=say("Open")),
    Command("new-draft", "start", say("New report"), "ctrl+n", "xj new", short=say("New")),
    Command("sort", "start", say("Sort the drafts differently"), "f6", "px sort order", short=say("Sort")),
    Command("open-file", "start", say("Open a file"), "ctrl+o", "dk wj open file", short=say("Other file")),
    Command("import-document", "start", say("Import a document"), "ctrl+l", "dr import word", short=say("Import")),
    Command("open-example", "start", say("Open the example"), "ctrl+u", "sl example", short=say("Example")),
    Command("rename-draft", "start", say("Rename the draft"), "", "cmm rename"),
    Command("copy-draft", "start", say("Copy the draft"), "", "fz copy duplicate"),
    Command("next-section", "writing", say("Next section"), "f4", "xyb next", short=say("Next")),
    Command("replace-one", "finding", say("Replace this one"), "ctrl+e", "th replace one", short=say("Replace")),
    Command("replace-all", "finding", say("Replace all"), "ctrl+d", "qbth replace all", short=say("All")),
    Command("next-problem", "draft", say("Next problem"), "f8", "xygwt problem", short=say("Problem")),
    Command("previous-problem", "draft", say("Previous problem"), "f20", "sygwt problem"),
    Command(
        "fix-here",
        "writing",
        say("Fix the problem or answer the note here"),
        "ctrl+e",
        "xf fix here",
        short=say("Fix"),
    ),
    Command("add-note", "writing", say("Add a note to the selected words"), "f15", "tj pz note comment remark"),
    Command("notes", "writing", say("All notes"), "f17", "qb pz notes comments remarks"),
    Command("previous-section", "writing", say("Previous section"), "f3", "syb previous"),
    Command("go-to-section", "writing", say("Go to a section"), "f2", "tz zj go jump section"),
    Command("preview", "writing", say("Preview"), "f5", "yl preview", short=say("Preview")),
    Command("letterhead", "writing", say("Letterhead"), "f9", "bt letterhead fields", short=say("Letterhead")),
    Command("problems", "writing", say("All problems"), "ctrl+g", "wt problems findings check"),
    Command("switch-panel", "writing", say("Next panel"), "f6", "qh mb panel"),
    Command("fold-panels", "writing", say("Hide or show the panels"), "ctrl+b", "zd fold sidebar"),
    Command("mark-ready", "writing", say("Mark the section as ready, or not"), "f7", "xh ready done"),
    Command("set-owner", "writing", say("Who writes this section"), "", "zxr fzr owner"),
    Command("word-heading", "writing", say("The heading in your own words"), "", "bt heading title"),
    Command("insert-figure", "writing", say("Insert a figure"), "ctrl+t", "cr zb figure number"),
    Command("insert-skeleton", "writing", say("Insert a skeleton of the topics"), "", "cr tg skeleton topics"),
    Command("send-text", "writing", say("Send text to another section"), "f21", "yd wz gl move send unsorted"),
    Command("find", "writing", say("Find and replace"), "ctrl+f", "cz th find replace search"),
    Command("find-next", "writing", say("Find next"), "ctrl+pagedown,f16", "czxyg find next"),
    Command("find-previous", "writing", say("Find previous"), "ctrl+pageup", "czsyg find previous"),
    Command("last-year", "writing", say("Last year's draft beside this one"), "ctrl+l", "qn last year"),
    Command(
        "compare",
        "writing",
        say("Compare with last year's draft"),
        "",
        "db dz compare diff",
        opens="tui.app.comparison.screen:ComparisonScreen",
    ),
    Command("external-editor", "writing", say("Edit the section in $EDITOR"), "f12", "wb bjq editor vim"),
    Command(
        "settle-conflicts",
        "draft",
        say("Resolve conflicts"),
        "ctrl+k",
        "ct conflict merge",
        short=say("Resolve"),
        sometimes=True,
    ),
    Command(
        "set-aside",
        "writing",
        say("Texts that were set aside"),
        "f14",
        "lc wz aside lost versions",
        opens="tui.app.set_aside.screen:SetAsideScreen",
    ),
    Command("render", "writing", say("Render to a file"), "ctrl+r", "sc render markdown export"),
    Command("save", "writing", say("Save now"), "ctrl+s", "bc save"),
    Command("save-copy", "writing", say("Save a copy under another name"), "", "lcw fb copy save as"),
    Command("undo", "draft", say("Undo"), "ctrl+z", "cx undo"),
    Command("redo", "draft", say("Redo"), "ctrl+y", "cf redo"),
    Command("drafts", "writing", say("Back to the drafts"), "ctrl+o", "gj lb drafts close"),
    Command(
        "fill-zeros", "table", say("Fill blank cells with 0"), "ctrl+d", "tl kbg ling fill zero", short=say("Fill 0")
    ),
    Command("take-sentence", "last-year", say("Take this sentence"), "enter", "cy take copy", short=say("Take")),
    Command(
        "move-part", "importing", say("Move this part to another section"), "enter", "yd gl move", short=say("Move")
    ),
    Command(
        "make-draft", "importing", say("Create the draft"), "ctrl+s", "sc bc make save", short=say("Create the draft")
    ),
    Command(
        "simplify", "importing", say("Traditional characters to simplified ones, or back"), "f18", "jt ft simplify"
    ),
    Command("leave-import", "importing", say("Back"), "escape", "fh back", short=say("Back")),
    Command("show-kept", "comparison", say("Show or hide what was kept"), "f6", "wb kept same", short=say("Kept")),
    Command("leave-comparison", "comparison", say("Back"), "escape", "fh back", short=say("Back")),
    Command("take-back", "set-aside", say("Take this text back"), "enter", "qh take back", short=say("Take back")),
    Command(
        "discard", "set-aside", say("Delete this text for good"), "delete", "sc delete discard", short=say("Remove")
    ),
    Command("leave-set-aside", "set-aside", say("Back"), "escape", "fh back", short=say("Back")),
    Command("jump", "problems", say("Go there"), "enter", "tz jump go", short=say("Go there")),
    Command("fix", "problems", say("Fix"), "ctrl+e", "xf fix", short=say("Fix")),
    Command("fix-all", "problems", say("Apply all automatic fixes"), "ctrl+d", "qbxf fix all", short=say("Fix all")),
    Command("waive", "problems", say("Keep as is, with a reason"), "ctrl+w", "hm waive ignore", short=say("Keep")),
    Command(
        "withdraw-waiver", "problems", say("Withdraw a waiver"), "delete", "cx hm withdraw waiver", short=say("Waivers")
    ),
    Command("filter", "problems", say("Filter"), "ctrl+f", "sx filter grade"),
    Command("check-edition", "problems", say("Check for the other edition"), "f19", "bb edition filed published"),
    Command("go-to-note", "notes", say("Go there"), "enter", "tz jump go", short=say("Go there")),
    Command("answer-note", "notes", say("Answer"), "ctrl+e", "df hf answer reply", short=say("Answer")),
    Command("reword-note", "notes", say("Edit the note"), "f24", "xg bj pz edit note", short=say("Edit")),
    Command("withdraw-note", "notes", say("Withdraw the note"), "delete", "cx withdraw", short=say("Withdraw")),
    Command("leave-notes", "notes", say("Back"), "escape", "fh back", short=say("Back")),
    Command("edition", "preview", say("The other edition"), "f19", "bb edition filed published", short=say("Edition")),
    Command("render-preview", "preview", say("Render to a file"), "ctrl+r", "sc render export", short=say("To a file")),
    Command(
        "red-head", "letterhead", say("Show or hide the first page"), "f5", "ht page preview", short=say("First page")
    ),
    Command("back", "letterhead", say("Back"), "escape", "fh back", short=say("Back")),
    Command("leave-problems", "problems", say("Back"), "escape", "fh back", short=say("Back")),
    Command("leave-preview", "preview", say("Back"), "escape,f5", "fh back", short=say("Back")),
    Command("theme", "app", say("Switch theme"), "", "ys zt theme dark light colour"),
    Command("guide", "app", say("A short guide"), "", "zy guide tour"),
    Command("palette", "app", say("All commands"), "f10,ctrl+p", "ml commands palette", short=say("Commands")),
    Command("quit", "app", say("Leave"), "ctrl+q", "tc quit exit leave", short=say("Leave")),
)

BY_ID = {command.id: command for command in COMMANDS}


def commands(*where: Where) -> Iterator[Command]:
    """The commands of these places, in the order of the table."""
    return (command for command in COMMANDS if command.where in where)


def where_of(screen: object) -> Where:
    """The place of a screen, which it declares; for dialogs without commands of their own, the app."""
    where: Where = getattr(screen, "WHERE", "app")
    return where


def places(screen: object) -> tuple[Where, ...]:
    """The places with commands that work on a screen, its own first."""
    on_draft: tuple[Where, ...] = ("draft",) if hasattr(screen, "action_undo") else ()
    return tuple(dict.fromkeys((where_of(screen), *on_draft, "app")))


def bindings(where: Where) -> list[BindingType]:
    """The bindings of a place; a command without keys has none, and is found in the palette."""
    return [command.binding for command in commands(where) if command.keys]


SHIFTED = {f"f{n + 12}": f"f{n}" for n in range(1, 13)}
"""The keys that terminals send for Shift with a function key, and that function key."""
_NAMES = {"escape": "Esc", "enter": "Enter", "pagedown": "PgDn", "pageup": "PgUp", "tab": "Tab", "space": "Space"}


def key_name(key: str) -> str:
    """A key as people write it: `ctrl+pagedown` is Ctrl+PgDn, and F16, which no keyboard has, Shift+F4."""
    parts = key.strip().split("+")
    if parts[-1] in SHIFTED:
        parts = [*parts[:-1], "shift", SHIFTED[parts[-1]]]
    return "+".join(
        _NAMES.get(part, part.upper() if len(part) < 4 and part != "alt" else part.title()) for part in parts
    )


def keys_shown(command: Command, keymap: Mapping[str, str]) -> str:
    """The key to show for a command: the first one in the keymap or else the table; perhaps none."""
    keys = keymap.get(command.id, command.keys)
    return key_name(keys.split(",")[0]) if keys else ""
