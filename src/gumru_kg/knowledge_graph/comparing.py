"""A graph whose treaties are laid side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.errors import UnknownNameError
from gumru_kg.knowledge_graph.matching import MatchingGraph
from gumru_kg.namespaces import GID, GV

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gumru_kg.model.concordance import Concordance
    from gumru_kg.model.entities import Entity
    from gumru_kg.model.treaties import Treaty
    from gumru_kg.results import Solution

_DEFAULT: Final = ("treaty-gumru-1920", "treaty-moscow-1921", "treaty-kars-1921")
_SUBJECTS: Final = f"{GV}subject."
_SHOWN: Final = 5


class ComparingGraph(MatchingGraph):
    """A graph that lays treaties side by side."""

    def concordance(
        self, *treaties: str, topic: str | None = None, lang: str = "en"
    ) -> Concordance:
        """Lay treaties side by side, subject by subject.

        Args:
            treaties: Two or more, each by IRI, CURIE, slug or name in any language;
                a short name such as ``kars`` will do. None is Gümrü, Moscow and Kars.
            topic: The only subject wanted, by IRI, slug, notation or name.
            lang: The language of the labels.

        Returns:
            The subjects with the articles of each treaty, and what each later treaty
            does to each earlier one. The treaties stand in the order in which they
            were signed, whatever the order of the names, for a relation leads from
            the later to the earlier.

        Raises:
            UnknownNameError: When nothing, or several things, or no treaty has a
                name; when the names are those of one treaty; or when there is no
                such subject.
            QueryParameterError: When the language is no language tag.

        Example:
            >>> from gumru_kg import open_graph
            >>> shown = open_graph().concordance("kars", "gumru")
            >>> [treaty.iri.rpartition("/")[2] for treaty in shown.treaties]
            ['treaty-gumru-1920', 'treaty-kars-1921']
        """
        from gumru_kg.model.concordance import read_concordance

        subjects = list(self._rows("relations/subjects", lang=lang))
        subject = None
        if topic is not None:
            subject = self._find_subject(topic, subjects, lang=lang)
        return read_concordance(
            subjects,
            pairs=self._rows("relations/pairs", lang=lang),
            treaties=self._choose_treaties(treaties or _DEFAULT, lang=lang),
            topic=subject,
        )

    def _choose_treaties(self, names: Sequence[str], *, lang: str) -> list[Treaty]:
        from gumru_kg.model.treaties import read_treaties
        from gumru_kg.names import Label

        known = read_treaties(self._rows("treaty/list", lang=lang))
        labels = [Label(each.iri, each.label, each.language) for each in known]
        wanted = {self._resolve_among(name, labels, kind="treaty") for name in names}
        if len(wanted) > 1:
            return [treaty for treaty in known if treaty.iri in wanted]
        name = ", ".join(names)
        problem = f"a concordance is of two treaties or more, and {name!r} is one"
        others = tuple(
            f"{each.label} ({each.iri.removeprefix(GID)})"
            for each in known
            if each.iri not in wanted
        )
        raise UnknownNameError(name, others[:_SHOWN], problem=problem)

    def _find_subject(
        self, name: str, rows: Iterable[Solution], *, lang: str
    ) -> Entity:
        from gumru_kg.model.entities import Entity, read_entity, read_text
        from gumru_kg.names import Label

        subjects: dict[str, Entity] = {}
        labels: dict[Label, None] = {}
        for row in rows:
            subject = read_entity(row, "subject")
            if subject.iri not in subjects:
                subjects[subject.iri] = subject
                labels[Label(subject.iri, subject.label, subject.language)] = None
                labels[Label(subject.iri, read_text(row, "notation"), "")] = None
        iri = self._resolve_among(name, labels, kind="subject", namespace=_SUBJECTS)
        return subjects.get(iri) or Entity(*self._names.label(iri, lang=lang))
