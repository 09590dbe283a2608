"""Name blank nodes by what is said of them, so that the same graph gets the same names.

RDFC-1.0 is the standard for it, and names the nodes wherever each of them is told from
all others by its own statements. Where some are alike, its effort grows beyond all
bounds with the number of them: a list of a thousand equal items never ends. There the
names come from the method of graph theory: split the nodes into classes by the classes
of their neighbours until nothing changes; what still is alike falls into parts that do
not touch, and within a part each node of one class is singled out in turn, unless it
is found to be interchangeable with one that was. The steps are counted and limited;
only graphs that are drawn to be puzzles reach the limit.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg.dataset import rename_blank_nodes
from gumru_kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# Some seconds; few graphs take more than ten steps for each place of a blank node.
_STEPS: Final = 1_000_000
_STEPS_BY_OCCURRENCE: Final = 50
_DEEPEST: Final = 100

# A statement without its blank nodes, and these.
_Shape: TypeAlias = tuple[str, tuple[ox.BlankNode, ...]]
# The rank of its text, and the numbers of its blank nodes.
_Statement: TypeAlias = tuple[int, tuple[int, ...]]
# Whatever is the same for nodes that cannot be told apart.
_Signature: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
_Groups: TypeAlias = dict[_Signature, set[int]]
# Nodes by colour.
_Cells: TypeAlias = dict[int, set[int]]


def name_blank_nodes(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Give the blank nodes names that do not depend on those that they have.

    Args:
        quads: The quads.

    Returns:
        The quads, in no order.

    Raises:
        DataError: When so many blank nodes are so much alike that naming them would
            take too long.

    Example:
        >>> blank, same = ox.BlankNode("x"), ox.NamedNode("urn:same")
        >>> name_blank_nodes([ox.Quad(blank, same, blank)])[0].subject
        <BlankNode value=c14n0>
    """
    found = list(dict.fromkeys(quads))
    shapes = {quad: _find_shape(quad) for quad in found if "_:" in str(quad)}
    graph = _Graph([shape for shape in shapes.values() if shape[1]])
    if graph.is_told_apart and not any("<<" in shape for shape, _ in shapes.values()):
        standard = ox.Dataset(found)
        standard.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return list(standard)
    names = {
        node: ox.BlankNode(f"b{number}") for number, node in enumerate(graph.order())
    }
    return list(rename_blank_nodes(found, lambda node: names[node]))


def _find_shape(quad: ox.Quad) -> _Shape:
    # Without recursion, for triple terms may nest deep.
    words: list[str] = []
    blanks: list[ox.BlankNode] = []
    rest: list[Any] = list(quad)[::-1]
    while rest:
        term = rest.pop()
        if isinstance(term, ox.Triple):
            words.append("<<")
            rest += list(term)[::-1]
        elif isinstance(term, ox.BlankNode):
            words.append("_")
            blanks.append(term)
        else:
            words.append(str(term))
    return " ".join(words), tuple(blanks)


class _Graph:
    """Blank nodes by number, the statements of each, and its class as a colour.

    Nothing here depends on the order of the nodes but which of two that are
    interchangeable comes first.
    """

    def __init__(self, shapes: list[_Shape]) -> None:
        self._nodes = list(dict.fromkeys(node for _, many in shapes for node in many))
        numbers = {node: number for number, node in enumerate(self._nodes)}
        ranks = {text: rank for rank, text in enumerate(sorted({s for s, _ in shapes}))}
        self._statements: list[list[_Statement]] = [[] for _ in self._nodes]
        self._neighbours: list[set[int]] = [set() for _ in self._nodes]
        for text, blanks in shapes:
            members = tuple(numbers[blank] for blank in blanks)
            for node in set(members):
                self._statements[node].append((ranks[text], members))
                self._neighbours[node].update(members)
        occurrences = sum(map(len, self._statements))
        self._steps_left = _STEPS + _STEPS_BY_OCCURRENCE * occurrences
        self._depth = 0
        self._colours = [0] * len(self._nodes)
        everything = set(numbers.values())
        self._cells: _Cells = {0: set(everything)} if everything else {}
        self._following = 1
        self._changed = self._refine_once(self._cells, everything)
        self.is_told_apart = len(self._cells) == len(everything)

    def order(self) -> list[ox.BlankNode]:
        """Put the nodes in an order that does not depend on their labels."""
        self._refine(self._cells, self._changed)
        numbers = self._order(list(range(len(self._nodes))))
        return [self._nodes[number] for number in numbers]

    def _refine(self, cells: _Cells, changed: set[int]) -> None:
        """Split cells until all nodes of each have neighbours of the same colours."""
        while changed:
            changed = self._refine_once(cells, changed)

    def _refine_once(self, cells: _Cells, changed: set[int]) -> set[int]:
        """Split cells once, and tell the nodes whose neighbours changed by it."""
        # All nodes are looked at before any changes its colour. Those whose neighbours
        # have not changed are still alike: one of them speaks for the others.
        groups: dict[int, _Groups] = {}
        for node in changed:
            colour = self._colours[node]
            if node in cells.get(colour, ()) and len(cells[colour]) > 1:
                of_cell = groups.setdefault(colour, defaultdict(set))
                of_cell[self._sign(node)].add(node)
        spoken_for = {}
        for colour in groups:
            other = _find_other(cells[colour], changed)
            if other is not None:
                spoken_for[colour] = self._sign(other)
        return {
            neighbour
            for colour in sorted(groups)
            for node in self._split(
                cells, colour, groups[colour], spoken_for.get(colour)
            )
            for neighbour in self._neighbours[node]
        }

    def _split(
        self, cells: _Cells, colour: int, groups: _Groups, others: _Signature | None
    ) -> list[int]:
        """Give the groups of a cell new colours, and tell whose colour has changed."""
        # The nodes of the largest group keep theirs: few neighbours have to be looked
        # at then, and where those are the others, nobody counts them one by one.
        sizes = {signature: len(group) for signature, group in groups.items()}
        if others is not None:
            rest = len(cells[colour]) - sum(sizes.values())
            sizes[others] = sizes.get(others, 0) + rest
        signatures = sorted(sizes)
        largest = max(signatures, key=lambda signature: sizes[signature])
        if others is not None and others != largest:
            groups[others] |= cells[colour].difference(*groups.values())
        moved: list[int] = []
        for signature in signatures:
            if signature != largest:
                moved += groups[signature]
                cells[self._following] = groups[signature]
                for node in groups[signature]:
                    self._colours[node] = self._following
                self._following += 1
        cells[colour].difference_update(moved)
        return moved

    def _sign(self, node: int) -> _Signature:
        """Describe a node by its statements and the colours in them."""
        return self._describe(
            [node], lambda one: -1 if one == node else self._colours[one]
        )

    def _describe(self, nodes: Sequence[int], name: Callable[[int], int]) -> _Signature:
        found = []
        for node in nodes:
            self._count(len(self._statements[node]))
            for rank, members in self._statements[node]:
                found.append((rank, tuple(map(name, members))))
        return tuple(sorted(found))

    def _count(self, steps: int) -> None:
        self._steps_left -= steps
        if self._steps_left < 0 or self._depth > _DEEPEST:
            problem = f"some of {len(self._nodes)} blank nodes are too much alike"
            remedy = "name them by IRIs, since no order of them can be told"
            raise DataError("the graph", problem, remedy=remedy)

    def _order(self, nodes: list[int], *, is_any: bool = False) -> list[int]:
        """Order nodes: first those that no other is like, then part by part.

        Args:
            nodes: Nodes whose cells cannot be split further.
            is_any: Take any of several orders that may differ.
        """
        cells: _Cells = defaultdict(set)
        for node in nodes:
            cells[self._colours[node]].add(node)
        alone = [
            node for _, cell in sorted(cells.items()) if len(cell) == 1 for node in cell
        ]
        parts = self._part(set(nodes).difference(alone))
        if len(parts) == 1 and not alone:
            return self._single_out(parts[0], cells, is_any=is_any)
        orders = [self._order(part, is_any=is_any) for part in parts]
        orders.sort(key=self._certify)
        return alone + [node for order in orders for node in order]

    def _part(self, left: set[int]) -> list[list[int]]:
        """Sort nodes into parts that do not touch."""
        parts = []
        while left:
            part = [left.pop()]
            for node in part:
                near = self._neighbours[node] & left
                left -= near
                part += near
            parts.append(part)
        return parts

    def _single_out(self, part: list[int], cells: _Cells, *, is_any: bool) -> list[int]:
        """Order a part by the node of a smallest cell with which it is least."""
        colour = min(cells, key=lambda one: (len(cells[one]), one))
        colours = {node: self._colours[node] for node in part}
        following = self._following
        found: list[tuple[_Signature, list[int]]] = []
        seen: set[tuple[_Signature, int]] = set()
        self._depth += 1
        self._count(0)
        for node in sorted(cells[colour]):
            tried = {one: set(cell) for one, cell in cells.items()}
            tried[colour].remove(node)
            tried[following] = {node}
            self._colours[node] = following
            self._following = following + 1
            self._count(len(part))
            self._refine(tried, self._neighbours[node])
            order = self._order(part, is_any=True)
            picture = self._certify(order), order.index(node)
            # The same picture from two nodes: each can take the place of the other.
            if picture not in seen and not is_any:
                seen.add(picture)
                order = self._order(part)
                found.append((self._certify(order), order))
            for one in part:
                self._colours[one] = colours[one]
            self._following = following
            if is_any:
                found.append((picture[0], order))
                break
        self._depth -= 1
        return min(found)[1]

    def _certify(self, order: list[int]) -> _Signature:
        """Describe nodes by their places in an order, and all around by colours."""
        places = {node: place for place, node in enumerate(order)}
        return self._describe(
            order, lambda one: places.get(one, -1 - self._colours[one])
        )


def _find_other(cell: set[int], changed: set[int]) -> int | None:
    # What a set pops is found at once; what its iterator meets first may lie behind
    # thousands of places that have been left.
    seen = []
    other = None
    while cell and other is None:
        node = cell.pop()
        seen.append(node)
        if node not in changed:
            other = node
    cell.update(seen)
    return other
