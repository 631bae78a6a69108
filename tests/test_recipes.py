"""The recipes of docs/architecture.md: each thing is added to a copy of the program, works, and touches what the page says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

EXAMPLE = "outlines/law-based-government-department/example.toml"


class House:
    """A copy of the program, and what was touched in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: set[str] = set()
        for part in ("tui", "outlines"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))

    def add(self, file: str, text: str) -> None:
        """Write a file that was not there."""
        target = self.folder / file
        assert not target.exists()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        self.touched.add(file)

    def add_line(self, file: str, after: str, line: str) -> None:
        """Put one line after another in a file that is there."""
        target = self.folder / file
        text = target.read_text("utf-8")
        assert text.count(after) == 1, after
        target.write_text(text.replace(after, f"{after}{line}\n"), "utf-8")
        self.touched.add(file)

    def run(self, *arguments: str) -> str:
        """What a command line of the copy prints; findings are no failure."""
        done = self._run(*arguments)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def refused(self, *arguments: str) -> str:
        """The message with which the copy refuses a command line."""
        done = self._run(*arguments)
        assert done.returncode == 2, done.stderr
        return done.stderr

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "BAOGAO_LANG": "en"}
        command = [sys.executable, "-m", "tui", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    def python(self, code: str) -> str:
        """What a few lines of Python print in the copy."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=True, timeout=60
        ).stdout


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_a_rule_is_its_file(house: House) -> None:
    house.add(
        "tui/rules/wording/shouting.py",
        '''"""Shouting: exclamation marks."""

from collections.abc import Iterator

from tui.base.messages import say
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule


@text_rule(
    "W999",
    "shouting",
    Grade.HINT,
    say("an exclamation mark"),
    why=say("A report does not shout."),
    bad="成效显著！",
    good="成效显著。",
    triggers=("！",),
)
def shouting(passage: Passage) -> Iterator[Problem]:
    """Each exclamation mark."""
    for at, character in enumerate(passage.text):
        if character == "！":
            yield Problem(passage.locus(at, at + 1), say("an exclamation mark"))
''',
    )
    draft = house.folder / "draft.toml"
    text = (house.folder / EXAMPLE).read_text("utf-8")
    draft.write_text(text.replace('text = """\n', 'text = """\n成效显著！', 1), "utf-8")
    assert "W999" in house.run("check", "--format", "concise", "draft.toml")
    assert "W999" in house.run("rule")
    assert house.touched == {"tui/rules/wording/shouting.py"}


def test_an_outline_of_any_shape_is_its_folder(house: House) -> None:
    house.add(
        "outlines/hikes/outline.toml",
        'id = "hikes"\nversion = 2026\nname = "Hikes"\nkind = "report"\ntitle = "Hikes of {year}"\nlanguage = "en"\n'
        '[[sections]]\nid = "walked"\nheading = "Walked"\nrequired = true\n',
    )
    house.run("new", "hikes", "--year", "2025", "-o", "hikes.toml")
    house.run("set", "sections.walked.text=We walked far.", "hikes.toml")
    assert "We walked far." in house.run("render", "hikes.toml")
    assert house.touched == {"outlines/hikes/outline.toml"}


def test_an_output_format_is_its_module_and_a_line(house: House) -> None:
    house.add(
        "tui/checking/output/count.py",
        '''"""How many findings there are."""


def write(found, sink, drafts=(), fails=None):
    """The number."""
    sink.data(f"{len(found)}\\n")
''',
    )
    house.add_line("tui/checking/output/formats.py", '    "sarif": "sarif",\n', '    "count": "count",')
    assert house.run("check", "--format", "count", EXAMPLE) == "0\n"
    assert len(house.touched) == 2


def test_a_render_target_is_its_module_and_a_line(house: House) -> None:
    house.add(
        "tui/render/bare.py",
        '''"""The text alone."""

from tui.render.report import elements


def rendered(draft, edition, form):
    """Each element a line."""
    return "".join(f"{element.text}\\n" for element in elements(draft, edition)).encode()


def difference(there, wanted):
    """Nothing can be named."""
    return ""


def remarks(form):
    """None."""
    return ()
''',
    )
    targets = house.folder / "tui/render/targets.py"
    house.add_line("tui/render/targets.py", "        for target in (\n", _target(targets, "bare"))
    assert "签发人：周启航\n" in house.run("render", "--format", "bare", EXAMPLE)
    assert len(house.touched) == 2


def _target(file: Path, module: str) -> str:
    """A line of the registry like those that are there."""
    line = next(one for one in file.read_text("utf-8").split("\n") if "Target(" in one and "markdown" in one)
    return line.replace('"md"', f'"{module}"').replace('"markdown"', f'"{module}"')


def test_an_importer_is_its_module_and_a_line(house: House) -> None:
    house.add(
        "tui/reading/shouted.py",
        '''"""Text in capitals."""

from tui.reading import text


def read(content, file):
    """As text."""
    return text.read(content, file)
''',
    )
    house.add_line("tui/reading/sources.py", "SOURCES: tuple[Source, ...] = (\n", '    Source("shouted", (".loud",)),')
    (house.folder / "old.loud").write_text("一、工作情况\n全年开展检查。\n二、下一步打算\n继续努力。\n", "utf-8")
    house.run("import", "old.loud", "--outline", "law-based-government-department", "--year", "2024", "-o", "old.toml")
    assert "全年开展检查" in (house.folder / "old.toml").read_text("utf-8")
    assert len(house.touched) == 2


def test_a_screen_with_a_command_and_a_key_is_its_folder_and_a_row(house: House) -> None:
    house.add("tui/app/hello/__init__.py", '"""A greeting."""\n')
    house.add(
        "tui/app/hello/screen.py",
        '''"""A greeting."""

from textual.widgets import Static

from tui.app.widgets.draft_screen import DraftScreen


class HelloScreen(DraftScreen[None]):
    """Says hello."""

    def compose(self):
        """The greeting."""
        yield Static("hello")
''',
    )
    house.add_line(
        "tui/app/commands.py",
        "COMMANDS: tuple[Command, ...] = (\n",
        '    Command("hello", "writing", say("Hello"), "f24", "nh hello", opens="tui.app.hello.screen:HelloScreen"),',
    )
    assert "open_screen('hello')" in house.python(
        "from tui.app.writing.screen import WritingScreen as s; print([b.action for b in s.BINDINGS if b.id == 'hello'])"
    )
    assert {Path(file).parent.name for file in house.touched} == {"hello", "app"}
    assert len(house.touched) == 3


def test_an_editor_for_a_kind_of_section_is_its_widget_and_a_line(house: House) -> None:
    house.add(
        "tui/app/writing/picture.py",
        '''"""A section that is a picture."""

from textual.widgets import Static


class PictureView(Static):
    """Shows the picture."""
''',
    )
    sections = "tui/app/writing/sections.py"
    imported = "from tui.app.writing.editor import SectionEditor\n"
    house.add_line(sections, imported, "from tui.app.writing.picture import PictureView")
    house.add_line(sections, '    "prose": SectionEditor,\n', '    "picture": PictureView,')
    shown = house.python("from tui.app.writing.sections import VIEWS; print(VIEWS['picture'].__name__, len(VIEWS))")
    assert shown == "PictureView 3\n"
    assert len(house.touched) == 2


def test_a_key_of_a_configuration_file_is_one_declaration(house: House) -> None:
    file = "tui/workspace/workspace.py"
    house.add_line(
        file,
        "    folder: Path = Path()\n",
        "    motto: str = key(one_line, say('What all here strive for.'), 'motto = \"Clarity\"', default='')",
    )
    assert '# What all here strive for.\nmotto = "Clarity"\n' in house.run("help", "baogao.toml")
    office = house.folder / "baogao.toml"
    reading = "from tui.checking.office import Offices as o; from pathlib import Path as p; print(o().of(p.cwd()).workspace.motto)"
    assert house.python(reading) == "\n"
    office.write_text('motto = "Brevity"\n', "utf-8")
    assert house.python(reading) == "Brevity\n"
    office.write_text("motto = 3\n", "utf-8")
    assert f"{office}:1:1: this must be words, on one line" in house.refused("check", EXAMPLE)
    office.write_text('moto = "Brevity"\n', "utf-8")
    assert "there is no key “moto”\n  did you mean “motto”?" in house.refused("check", EXAMPLE)
    assert house.touched == {file}


def test_a_preference_is_one_declaration(house: House) -> None:
    file = "tui/app/settings.py"
    declared = "    quiet: bool = key(boolean, say('No sound.'), 'quiet = true', default=False)"
    house.add_line(file, '    """What a user set. Each key of `config.toml` is declared here."""\n', f"\n{declared}")
    house.add_line(file, "from tui.toml import Document, KeyPath, parse\n", "from tui.toml.keys import boolean")
    assert "# No sound.\nquiet = true\n" in house.run("help", "config.toml")
    (house.folder / "config.toml").write_text("quiet = true\n", "utf-8")
    reading = "from tui.app.settings import load; from pathlib import Path; print(load(Path('config.toml')).quiet)"
    assert house.python(reading) == "True\n"
    assert house.touched == {file}
