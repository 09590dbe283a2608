"""The page of a concordance in a real browser, where one is installed."""

from __future__ import annotations

import html
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pytest

from gumru_kg import open_graph
from gumru_kg.exporters.concordance_html import write_concordance_html
from tests.checkers import find_program, skip_or_fail

if TYPE_CHECKING:
    from pathlib import Path

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")

_MANY: Final = ("sevres", "gumru", "moscow", "kars", "lausanne", "brest-litovsk")
_PHONE: Final = 390
_DESKTOP: Final = 1280
# The page stands in a frame as wide as the screen of a device, its policy in force; the
# page around it measures it from outside.
_PROBE: Final = """<!DOCTYPE html>
<meta charset="utf-8"/><style>iframe {{ border: 0 }}</style>
<iframe width="{width}" height="2000" srcdoc="{page}"></iframe>
<pre id="found"></pre>
<script>
onload = () => {{
  const page = document.querySelector("iframe").contentDocument;
  const broken = [];
  const table = page.querySelector("table");
  const texts = page.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {{
    for (const word of texts.currentNode.data.matchAll(/[\\p{{L}}\\p{{N}}?]+/gu)) {{
      const range = page.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (range.getClientRects().length > 1) broken.push(word[0]);
    }}
  }}
  const frame = page.querySelector(".frame");
  frame.scrollLeft = 200;
  found.textContent = JSON.stringify({{
    style: getComputedStyle(page.querySelector("td.change")).fontStyle,
    broken,
    overflow: page.documentElement.scrollWidth - page.documentElement.clientWidth,
    caption: page.querySelector("caption span").getBoundingClientRect().right,
    subject: page.querySelector("tbody th").getBoundingClientRect().left,
    scrolled: frame.scrollLeft,
  }});
}};
</script>
"""


def _page(*names: str, lang: str = "en") -> str:
    graph = open_graph()
    shown = graph.concordance(*names, lang=lang)
    return write_concordance_html(shown, info=graph.info(lang=lang), lang=lang).decode()


def _browse(folder: Path, *options: str, page: str) -> str:
    file = folder / "page.html"
    file.write_text(page, "utf-8")
    ended = subprocess.run(
        [
            find_program(*_BROWSERS),
            "--headless",
            "--disable-gpu",
            # Containers often forbid one; the page is of our own making.
            "--no-sandbox",
            f"--user-data-dir={folder / 'profile'}",
            *options,
            file.as_uri(),
        ],
        capture_output=True,
        check=False,
        timeout=120,
    )
    return ended.stdout.decode()


def _measure(folder: Path, page: str, *, width: int) -> dict[str, Any]:
    probe = _PROBE.format(width=width, page=html.escape(page))
    shown = _browse(folder, "--dump-dom", page=probe)
    if "<pre" not in shown:
        skip_or_fail("the browser shows nothing here")
    found = re.search(r'<pre id="found">(.+?)</pre>', shown, re.DOTALL)
    assert found is not None, "the page lacks what is measured"
    measured: dict[str, Any] = json.loads(html.unescape(found[1]))
    return measured


@pytest.mark.parametrize("width", [_PHONE, _DESKTOP])
@pytest.mark.parametrize(
    ("names", "lang"), [((), "en"), ((), "tr"), (_MANY, "en")], ids=str
)
def test_page_is_read_on_any_screen(
    tmp_path: Path, names: tuple[str, ...], lang: str, width: int
) -> None:
    found = _measure(tmp_path, _page(*names, lang=lang), width=width)
    # The policy lets the style of the page pass.
    assert found["style"] == "italic"
    assert found["broken"] == []
    # The table scrolls, not the page; what it is about stays in sight.
    assert found["overflow"] == 0
    assert found["caption"] <= width
    assert 0 <= found["subject"] < width / 4
    if width == _PHONE:
        assert found["scrolled"] > 0


@pytest.mark.parametrize(
    ("names", "paper"), [((), "upright"), (_MANY, "lying")], ids=str
)
def test_many_treaties_are_printed_on_lying_paper(
    tmp_path: Path, names: tuple[str, ...], paper: str
) -> None:
    printed = tmp_path / "page.pdf"
    _browse(tmp_path, f"--print-to-pdf={printed}", page=_page(*names))
    if not printed.is_file():
        skip_or_fail("the browser prints nothing here")
    sizes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed.read_bytes())
    shapes = {"lying" if float(x) > float(y) else "upright" for x, y in sizes}
    assert shapes == {paper}
