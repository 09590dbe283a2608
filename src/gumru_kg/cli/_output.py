"""Results on standard output or in a file that is replaced whole."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_STANDARD_OUTPUT: Final = "-"


def write_lines(lines: Iterable[str]) -> None:
    """Write lines for a human on standard output.

    Args:
        lines: Lines without their ends.

    Example:
        >>> write_lines(["Kars"])
        Kars
    """
    click.echo("\n".join(lines))


def write_json(value: object) -> None:
    """Write a value as JSON on standard output, in UTF-8 whatever the locale.

    Args:
        value: What ``json`` knows, dates and answers of the library.

    Example:
        >>> write_json({"place": "Gümrü"})
        {
          "place": "Gümrü"
        }
    """
    write_bytes(serialize_json(value))


def serialize_json(value: object) -> bytes:
    r"""Serialize a value as JSON in UTF-8.

    Args:
        value: What ``json`` knows, dates and answers of the library.

    Returns:
        The bytes of a file.

    Example:
        >>> serialize_json({"place": "Gümrü"}).decode()
        '{\n  "place": "Gümrü"\n}\n'
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2, default=_simplify)
    return escape_controls(text.encode("utf-8", "backslashreplace")) + b"\n"


def escape_controls(data: bytes) -> bytes:
    r"""Escape what JSON lets pass and a terminal obeys, or shows in another order.

    Args:
        data: JSON in UTF-8; such signs stand in its strings only.

    Returns:
        JSON that means the same.

    Example:
        >>> escape_controls('"\x9b31m"'.encode())
        b'"\\u009b31m"'
    """
    import re

    # Control characters beyond ASCII, separators of lines, and bidirectional controls.
    pattern = (
        rb"\x7f|\xc2[\x80-\x9f]"
        rb"|\xe2(?:\x80[\xa8-\xae]|\x81[\xa6-\xa9])"
    )
    return re.sub(pattern, lambda found: b"\\u%04x" % ord(found[0].decode()), data)


def _simplify(value: object) -> object:
    from dataclasses import asdict, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def write_bytes(data: bytes) -> None:
    """Write bytes on standard output, unchanged.

    Args:
        data: The serialized result.

    Example:
        >>> write_bytes(b"<urn:s> <urn:p> <urn:o> .")
        <urn:s> <urn:p> <urn:o> .
    """
    if sys.stdout is None:
        return
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        # A captured stream without bytes below it, as in a doctest.
        sys.stdout.write(data.decode())
        return
    sys.stdout.flush()
    binary.write(data)
    binary.flush()


def write_result(data: bytes, *, path: str | None) -> None:
    """Write bytes to a file, or on standard output.

    Args:
        data: The serialized result.
        path: The file; ``None`` or ``-`` for standard output.

    Raises:
        FileError: When the file cannot be written; what was there is still there.
            A folder is made by nobody: ``new/`` names none.

    Example:
        >>> write_result(b"<urn:s> <urn:p> <urn:o> .", path="-")
        <urn:s> <urn:p> <urn:o> .
    """
    if path is None or path == _STANDARD_OUTPUT:
        write_bytes(data)
        return
    import os
    from pathlib import Path

    from gumru_kg.errors import FileError

    if path.endswith((os.sep, os.altsep or os.sep)) and not Path(path).is_dir():
        raise FileError(path, "is no folder", "name a file, or make the folder first")
    target = Path(path)
    if target.exists() and not target.is_file() and not target.is_dir():
        # A device or a pipe is written to; a file in its place would remove it.
        _write_into(target, data)
        return
    from gumru_kg.output_files import write_whole

    write_whole(target, content=data)


def write_folder(make_files: Callable[[], Mapping[str, bytes]], *, path: str) -> None:
    """Write several files into a folder.

    Args:
        make_files: Makes what each file holds, by name; called when the folder can be.
        path: The folder.

    Raises:
        click.UsageError: When no folder is named.
        FileError: When the folder cannot be written; what was there is still there.
    """
    if path == _STANDARD_OUTPUT:
        problem = "this format is several files: name a folder for them with -o"
        raise click.UsageError(problem, click.get_current_context())
    from pathlib import Path

    from gumru_kg.output_files import check_folder, write_whole_folder

    check_folder(Path(path))
    write_whole_folder(Path(path), files=make_files())


def _write_into(device: Path, data: bytes) -> None:
    from gumru_kg.errors import FileError

    try:
        device.write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise FileError(str(device), problem, "choose another file") from error
