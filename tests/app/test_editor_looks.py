"""The editor looks like the report: headings are visible, and figures and numbers are shown beside their marks."""

from __future__ import annotations

from pathlib import Path

from tests.support.app_driver import Driver, driven, empty


def shown(app: Driver) -> str:
    """The lines of the editor that has the focus."""
    area = app.editor
    return "\n".join(
        "".join(part.text for part in area.render_line(y)).rstrip() for y in range(area.size.height)
    ).strip()


def style_of(app: Driver, words: str) -> str:
    """The style that some words of the editor are shown in."""
    for y in range(app.editor.size.height):
        for segment in app.editor.render_line(y):
            if words in segment.text:
                return str(segment.style)
    raise AssertionError(words)


async def test_figures_and_numbers_are_shown_beside_the_text(tmp_path: Path) -> None:
    async with driven(tmp_path, empty(tmp_path), size=(160, 40)) as app:
        opened = app.app.opened
        assert opened is not None
        figure = opened.outline.figures[0]
        await app.paste(f"## 依法履职\n1. 全年{{{figure.id}}}件，{{year}}年。\n1. 公开。\n{{nosuch}}")
        assert (
            f"## （一） 依法履职\n1. 全年{{{figure.id} {figure.label} -}}件，{{year 2024}}年。\n1. 2. 公开。\n{{nosuch}}"
            == shown(app)
        )
        opened.write_figure(figure.id, 12)
        await app.until(lambda: f"{{{figure.id} {figure.label} 12}}" in shown(app))
        assert f"{{{figure.id}}}件" in app.editor.text
        await app.press("up", "up", "home", *"前", "enter")
        assert "2. 公开" in shown(app)


async def test_each_part_of_a_text_has_its_look(tmp_path: Path) -> None:
    async with driven(tmp_path, empty(tmp_path), size=(160, 40)) as app:
        await app.paste("## 依法履职\n\n1. **规范许可。**全年**全部**办结{year}。")
        plain = style_of(app, "全年")
        for words in ("##", "依法履职", "规范许可", "全部", "**", "{year"):
            assert style_of(app, words) != plain, words
        assert "bold" in style_of(app, "依法履职")
        assert "bold" in style_of(app, "规范许可")


async def test_a_finding_is_seen_on_the_line_of_the_cursor(tmp_path: Path) -> None:
    async with driven(tmp_path, empty(tmp_path), size=(160, 40)) as app:
        await app.paste("建设法制政府建设工作")
        await app.until(lambda: "underline" in style_of(app, "法制政府"))
        assert style_of(app, "法制政府") != style_of(app, "工作")
