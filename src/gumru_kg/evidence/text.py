"""Read a copy of a source's text, from a file that may be anything."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

from gumru_kg.combining_marks import MOST_MARKS, limit_marks
from gumru_kg.errors import DataError, FileError

MAX_TEXT_BYTES: Final = 64_000_000


def read_text(path: Path | str) -> str:
    """Read a user's copy of a source's text.

    Args:
        path: A file of at most 64 MB in UTF-8; a byte order mark is dropped.

    Returns:
        The text in NFC, its line ends as they are.

    Raises:
        FileError: When the file cannot be read, or is larger; no more than the limit
            is ever held in memory.
        DataError: When it is empty or not text, or a letter has more than a hundred
            marks, which no normal form is found for in good time.

    Example:
        >>> read_text("no-such-file.txt")
        Traceback (most recent call last):
            ...
        gumru_kg.errors.FileError: no-such-file.txt: no such file; name another
    """
    return normalise_text(read_plain_text(path), name=str(path))


def normalise_text(text: str, *, name: str) -> str:
    r"""Bring a text into NFC.

    Args:
        text: The text.
        name: What to call it in an error.

    Returns:
        The text in NFC.

    Raises:
        DataError: When a letter has more than a hundred marks.

    Example:
        >>> len(normalise_text("u\u0308", name="a letter"))
        1
    """
    if limit_marks(text) != text:
        problem = f"a letter with more than {MOST_MARKS} marks"
        raise DataError(name, problem, remedy="name a plain text in UTF-8")
    return unicodedata.normalize("NFC", text)


def read_plain_text(path: Path | str) -> str:
    """Read a text as it is written, in any normal form.

    Args:
        path: A file of at most 64 MB in UTF-8; a byte order mark is dropped.

    Returns:
        The text, its line ends as they are.

    Raises:
        FileError: When the file cannot be read, or is larger.
        DataError: When it is empty or not text.

    Example:
        >>> read_plain_text("no-such-file.rq")
        Traceback (most recent call last):
            ...
        gumru_kg.errors.FileError: no-such-file.rq: no such file; name another
    """
    path = Path(path)
    if path.is_dir():
        raise FileError(str(path), "is a folder", "name a text file")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_TEXT_BYTES + 1)
    except FileNotFoundError:
        raise FileError(str(path), "no such file", "name another") from None
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise FileError(str(path), reason, "make it readable") from None
    if len(content) > MAX_TEXT_BYTES:
        limit = f"{MAX_TEXT_BYTES // 1_000_000} MB"
        raise FileError(str(path), f"larger than {limit}", "name the text itself")
    return _decode(str(path), content)


def _decode(name: str, content: bytes) -> str:
    remedy = "name a plain text in UTF-8"
    if not content.strip():
        raise DataError(name, "the file is empty", remedy=remedy)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(name, "not UTF-8 text", line=line, remedy=remedy) from None
    if "\0" in text:
        raise DataError(name, "binary data, not text", remedy=remedy)
    return text
