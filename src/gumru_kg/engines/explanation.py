"""What can be told of a query before it runs: where it will be slow.

pyoxigraph shows no plans to Python.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gumru_kg.engines.guard import check_query, split_words
from gumru_kg.engines.syntax import check_syntax, tell_form
from gumru_kg.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Iterator

# What only claims have.
_OF_CLAIMS: Final = frozenset(
    {"rdf:subject", "rdf:predicate", "rdf:object", "gum:answers", "gum:verdict"}
)
_CLASSES: Final = frozenset({"rdf:Statement", "gum:Claim"})
_SUBJECT, _PREDICATE, _OBJECT = range(3)
_EXISTS: Final = "EXISTS"
_GROUPED: Final = """\
SELECT ?subject ?predicate (COUNT(DISTINCT ?object) AS ?positions)
WHERE {
  ?claim rdf:subject ?subject ;
    rdf:predicate ?predicate ;
    rdf:object ?object .
}
GROUP BY ?subject ?predicate
HAVING (COUNT(DISTINCT ?object) > 1)"""


@dataclass(frozen=True, slots=True)
class Advice:
    """A place where a query will be slow, and how to write it instead.

    Attributes:
        problem: What is slow, in one line.
        instead: SPARQL that asks for the same at once, to be fitted in.
    """

    problem: str
    instead: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What can be told of a query before it runs.

    Attributes:
        form: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.
        advice: Where it will be slow.
    """

    form: str
    advice: tuple[Advice, ...]


@dataclass(slots=True)
class _Group:
    """A group between braces, with the variables that stand for claims in it."""

    is_exists: bool
    claims: dict[str, None] = field(default_factory=dict)


def explain_query(text: str) -> Explanation:
    """Tell what can be told of a query before it runs.

    Args:
        text: SPARQL; the prefixes of the project are declared.

    Returns:
        Its form and advice.

    Raises:
        QuerySyntaxError: When it does not parse, with line and column.
        QueryError: When it is refused.

    Example:
        >>> explain_query("ASK { ?t a gum:Treaty }").form
        'ASK'
    """
    check_syntax(check_query(text))
    pairs = dict.fromkeys(_find_pairs(text))
    return Explanation(tell_form(text), tuple(_advise(*pair) for pair in pairs))


def _advise(one: str, other: str) -> Advice:
    problem = (
        f"each claim {one} is held against each {other}, so the time grows with the "
        "square of the claims; GROUP BY what they are about takes each claim once"
    )
    return Advice(problem, _GROUPED)


def _find_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Find variables for claims of which one is looked for anew for each other."""
    groups: list[_Group] = []
    for number, group in _read_groups(text):
        del groups[number:]
        around = [claim for outer in groups for claim in outer.claims]
        groups.append(group)
        if group.is_exists:
            # A claim that is known outside is looked at, and not looked for.
            for other in group.claims.keys() - set(around):
                yield from ((one, other) for one in around)


def _read_groups(text: str) -> Iterator[tuple[int, _Group]]:
    """Read the groups of a query; each with its depth, an outer one before its inner.

    Triples may stand behind an inner group, so all is read before any is given.
    """
    found: list[tuple[int, _Group]] = []
    open_: list[_Group] = [_Group(is_exists=False)]
    subject, verb, place, before = "", "", _SUBJECT, ""
    for written, kind, _ in split_words(text):
        # A full stop may touch the name before it.
        word = written.rstrip(".") if kind == "name" else written
        if word == "{":
            open_.append(_Group(is_exists=before == _EXISTS))
            found.append((len(open_) - 2, open_[-1]))
            place = _SUBJECT
        elif word == "}":
            # A text with a fault has not come here.
            open_.pop()
            place = _SUBJECT
        elif word in {".", ";", ")"}:
            place = _PREDICATE if word == ";" else _SUBJECT
        elif place == _SUBJECT:
            subject, place = word, _PREDICATE
        elif place == _PREDICATE:
            verb, place = _shorten(word), _OBJECT
            if verb in _OF_CLAIMS and subject[0] in "?$":
                open_[-1].claims[f"?{subject[1:]}"] = None
        elif verb == "a" and _shorten(word) in _CLASSES and subject[0] in "?$":
            open_[-1].claims[f"?{subject[1:]}"] = None
        if written != word:
            place = _SUBJECT
        before = word.upper()
    yield from found


def _shorten(word: str) -> str:
    return compress(word[1:-1]) if word.startswith("<") else word
