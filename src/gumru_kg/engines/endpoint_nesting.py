"""How deep the answer of an endpoint nests, told before a parser sees it.

The parsers of terms are recursive: some thousand triple terms within one another end
the whole process, and an endpoint may be hostile, or may pass on what is.
"""

from __future__ import annotations

from typing import Final, Protocol

DEEPEST: Final = 100

_BRACKETS: Final = b"{}[]"
_OTHERS: Final = bytes(sign for sign in range(256) if sign not in _BRACKETS)


class NestingWatch(Protocol):
    """What looks over an answer, piece by piece."""

    def is_too_deep(self, piece: bytes) -> bool:
        """Tell whether the answer, up to this piece, nests too deep."""
        ...


class JsonNesting:
    """How deep JSON nests.

    A few steps for a piece, and none for a sign: an answer may have millions of rows.

    Example:
        >>> JsonNesting().is_too_deep(b'{"a": ["{{{"]}'), JsonNesting().is_too_deep(
        ...     b'{"a":' * 1000)
        (False, True)
    """

    def __init__(self) -> None:
        self._open = b""
        self._is_in_string = False
        self._is_in_escape = False

    def is_too_deep(self, piece: bytes) -> bool:
        """Tell whether the answer, up to this piece, nests too deep.

        Args:
            piece: The next piece; it may end anywhere.

        Returns:
            Whether there are more than some hundred levels.
        """
        text = b"\\" + piece if self._is_in_escape else piece
        # What is left of the backslashes escapes no quotation mark, unless the last
        # one goes on in the next piece.
        text = text.replace(b"\\\\", b"").replace(b'\\"', b"")
        self._is_in_escape = text.endswith(b"\\")
        parts = text.split(b'"')
        marks = b"".join(parts[self._is_in_string :: 2])
        self._is_in_string ^= len(parts) % 2 == 0
        levels = self._open + marks.translate(None, _OTHERS)
        for _ in range(DEEPEST):
            # What opens and closes within the piece goes, a level at a time.
            fewer = levels.replace(b"{}", b"").replace(b"[]", b"")
            if len(fewer) == len(levels):
                break
            levels = fewer
        else:
            return True
        self._open = levels
        return len(levels) > DEEPEST


class TripleTermNesting:
    """How many triple terms there are: in one line, or in an answer of other lines.

    Example:
        >>> TripleTermNesting(is_by_line=True).is_too_deep(b"<<( " * 1000)
        True
    """

    def __init__(self, *, is_by_line: bool) -> None:
        self._is_by_line = is_by_line
        self._count = 0
        self._last = b""

    def is_too_deep(self, piece: bytes) -> bool:
        """Tell whether more triple terms came than may be nested.

        Args:
            piece: The next piece; it may end anywhere.

        Returns:
            Whether there are more than a hundred, in a line where lines are told
            apart.
        """
        # A piece may end between the two signs.
        text = self._last + piece
        is_cut = (len(text) - len(text.rstrip(b"<"))) % 2 == 1
        self._last = b"<" if is_cut else b""
        text = text[:-1] if is_cut else text
        if not self._is_by_line:
            self._count += text.count(b"<<")
            return self._count > DEEPEST
        first, *others = text.split(b"\n")
        self._count += first.count(b"<<")
        most = self._count
        if others:
            counts = [line.count(b"<<") for line in others]
            most, self._count = max(most, *counts), counts[-1]
        return most > DEEPEST
