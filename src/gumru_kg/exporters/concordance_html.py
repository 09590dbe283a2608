"""A concordance as one page of HTML that needs nothing else.

The page has no script and loads nothing: its style lies in it, and its own policy
forbids all the rest. Every text is escaped, for the graph may be anybody's.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.concordance import ARROW, mark_unwritable, tabulate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.exporters.concordance import ConcordanceTable
    from gumru_kg.model.concordance import Concordance
    from gumru_kg.model.overview import Info

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Concordance of treaties", "Antlaşmaların karşılaştırması"),
    "caption": (
        "{} subjects in {} treaties: articles, and what becomes of them",
        "{1} antlaşmada {0} konu: maddeler ve sonraki antlaşmalardaki durumları",
    ),
    "what becomes": ("What becomes of it", "Sonraki antlaşmada ne olduğu"),
    "empty": (
        "The graph puts no article of these treaties under a subject.",
        "Graf bu antlaşmaların hiçbir maddesini bir konuya bağlamaz.",
    ),
    "legend": ("Signs", "İşaretler"),
    "data": ("Data", "Veri"),
    "version": ("version", "sürüm"),
    "licence": ("licence", "lisans"),
    "made": ("made with {}", "{} ile üretildi"),
}
# As many treaties as a sheet of paper holds upright, and lying with their words whole.
_MOST_UPRIGHT: Final = 3
_MOST_UNBROKEN: Final = 5
# A table too wide for the screen scrolls beside its subjects, and its words stay whole.
# On paper nothing scrolls: there words are broken before a column is lost.
_STYLE: Final = """
:root { color-scheme: light dark; --line: #8886; --dim: #666; }
@media (prefers-color-scheme: dark) { :root { --dim: #aaa; } }
body { font: 1rem/1.45 system-ui, sans-serif; margin: 1rem auto; max-width: 70rem;
  padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; }
.frame { overflow-x: auto; }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
caption { text-align: start; color: var(--dim); padding-bottom: .5rem; }
caption span { display: inline-block; position: sticky; left: 0;
  max-width: calc(100vw - 2rem); }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: start;
  vertical-align: top; min-width: 3rem; }
thead th { border-bottom-width: 2px; vertical-align: bottom; }
th:first-child { position: sticky; left: 0; background: Canvas; min-width: 9rem;
  max-width: 18rem; }
tbody th { font-weight: 600; }
.change { color: var(--dim); font-style: italic; }
footer, ul { color: var(--dim); font-size: .9rem; }
@media (max-width: 40rem) { th, td { padding: .3rem; font-size: .85rem; }
  th:first-child { min-width: 7rem; } }
@page { margin: 12mm; }
@page wide { size: landscape; }
@media print {
  :root { font-size: 9pt; }
  body { margin: 0; max-width: none; padding: 0; }
  .wide { page: wide; }
  .frame { overflow: visible; }
  th, td, th:first-child { min-width: 0; }
  th:first-child { background: none; position: static; }
  .crowded th, .crowded td { font-size: 7pt; overflow-wrap: anywhere; padding: .2rem; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""


def write_concordance_html(
    concordance: Concordance, *, info: Info, lang: str = "en"
) -> bytes:
    """Write a concordance as a page of HTML, in UTF-8.

    Args:
        concordance: Treaties side by side.
        info: What is known of the graph, for the foot of the page.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        The bytes of a file; also well-formed XML.

    Example:
        >>> from gumru_kg import open_graph
        >>> kg = open_graph()
        >>> page = write_concordance_html(kg.concordance(), info=kg.info())
        >>> b"<script" in page
        False
    """
    shown = tabulate(concordance, lang=lang)
    language = "tr" if lang == "tr" else "en"
    title = _word("title", lang)
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    page = f"""<!DOCTYPE html>
<html lang="{language}" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="{policy}; form-action 'none'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body{_choose_paper(len(concordance.treaties))}>
<main>
<h1 id="title">{title}</h1>
{_write_table(concordance, shown, lang=lang)}
{_write_notes(shown.notes, lang=lang)}
</main>
{_write_foot(info, lang=lang)}
</body>
</html>
"""
    return page.encode("utf-8", "backslashreplace")


def _choose_paper(treaties: int) -> str:
    if treaties <= _MOST_UPRIGHT:
        return ""
    return ' class="wide"' if treaties <= _MOST_UNBROKEN else ' class="wide crowded"'


def _write_table(
    concordance: Concordance, shown: ConcordanceTable, *, lang: str
) -> str:
    if not shown.rows:
        return f"<p>{_word('empty', lang)}</p>"
    counts = len(shown.rows), len(concordance.treaties)
    languages = {treaty.label: treaty.language for treaty in concordance.treaties}
    heads = [
        f'<th scope="col" class="change" aria-label="{_word("what becomes", lang)}">'
        f"{ARROW}</th>"
        if header == ARROW
        else f'<th scope="col"{_tag(languages.get(header, ""))}>{_write(header)}</th>'
        for header in shown.headers
    ]
    rows = []
    for row, cells in zip(concordance.rows, shown.rows, strict=True):
        first, *others = cells
        line = [f'<th scope="row"{_tag(row.subject.language)}>{_write(first)}</th>']
        line += [
            # Every other cell tells what becomes of the one before it.
            f'<td class="change">{_write(cell)}</td>'
            if place % 2
            else f"<td>{_write(cell)}</td>"
            for place, cell in enumerate(others)
        ]
        rows.append(f"<tr>{''.join(line)}</tr>")
    body = "\n".join(rows)
    return f"""<div class="frame" role="region" aria-labelledby="title" tabindex="0">
<table>
<caption><span>{_word("caption", lang).format(*counts)}</span></caption>
<thead><tr>{"".join(heads)}</tr></thead>
<tbody>
{body}
</tbody>
</table>
</div>"""


def _write_notes(notes: Iterable[str], *, lang: str) -> str:
    items = "".join(f"<li>{_write(line)}</li>\n" for line in notes)
    if not items:
        return ""
    return f"<h2>{_word('legend', lang)}</h2>\n<ul>\n{items}</ul>"


def _write_foot(info: Info, *, lang: str) -> str:
    told = []
    if info.label:
        version = f", {_word('version', lang)} {info.version}" if info.version else ""
        data = f"{info.label}{version}"
        told.append(f"{_word('data', lang)}: {_write(data)}")
    if info.licence:
        told.append(f"{_word('licence', lang)}: {_link(info.licence)}")
    program = f"gumru-kg {_write(info.package_version)}"
    told.append(_word("made", lang).format(program))
    return f"<footer><p>{'; '.join(told)}</p></footer>"


def _word(key: str, lang: str) -> str:
    return _WORDS[key][lang == "tr"]


def _link(iri: str) -> str:
    # Another scheme may be a script.
    is_page = iri.startswith(("https://", "http://"))
    return f'<a href="{_write(iri)}">{_write(iri)}</a>' if is_page else _write(iri)


def _tag(language: str) -> str:
    return f' lang="{_write(language)}"' if language else ""


def _write(text: str) -> str:
    """Escape a text; what neither HTML nor XML can hold is marked as missing."""
    return escape(mark_unwritable(text), quote=True)
