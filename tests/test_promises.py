"""docs/promises.md: every promise names a test that is there, in both languages the same ones."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

_TEST = re.compile(r"`(tests/[\w/]+\.py)`")
PAGES = [(ROOT / "docs" / name).read_text("utf-8") for name in ("promises.md", "promises.zh-CN.md")]


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_every_promise_has_its_test(page: str) -> None:
    promises = [part for part in re.split(r"^- ", page, flags=re.MULTILINE)[1:] if part.startswith("**")]
    assert len(promises) > 15
    assert [promise.split("\n", 1)[0] for promise in promises if not _TEST.search(promise)] == []
    assert [name for name in _TEST.findall(page) if not (ROOT / name).is_file()] == []


def test_both_pages_promise_the_same() -> None:
    english, chinese = (_TEST.findall(page) for page in PAGES)
    assert english == chinese
