"""Parts that are meant to harm the build."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from gumru_kg.errors import FileError
from tests.unit.editorial.workshop import HEAD, Workshop

DEEP = 30_000
# Within a string with a bad escape: the parser looks on inside it, a reader does not.
TRIPLE_TERMS = {
    "bare": "<<( gid:a-a gum:b " * DEEP + "gid:c-c " + ")>> " * DEEP,
    "in a string": '"\\x '
    + "<<( gid:a-a gum:b " * DEEP
    + "gid:c-c "
    + ")>> " * DEEP
    + '"',
    "in a comment that ends": "gid:c-c . # \rgid:a-a gum:b "
    + "<<( gid:a-a gum:b " * DEEP
    + "gid:c-c "
    + ")>> " * DEEP,
}
NESTS = {
    "brackets": "[ gum:b " * DEEP + "gid:c-c " + "] " * DEEP,
    "lists": "( " * DEEP + ") " * DEEP,
    "reifiers": "gid:c-c " + "{| gum:b gid:c-c " * DEEP + "|} " * DEEP,
}


@pytest.mark.parametrize("way", TRIPLE_TERMS)
def test_deep_triple_terms_are_refused_before_they_are_parsed(
    way: str, workshop: Workshop
) -> None:
    # In a process of its own: what is tested is that it does not end.
    text = f"{HEAD}gid:a-a gum:b {TRIPLE_TERMS[way]} .\n"
    (workshop.parts_dir / "deep.ttl").write_bytes(text.encode())
    options = {
        "--parts": workshop.parts_dir,
        "--ontology": workshop.ontology_dir,
        "--out": workshop.out,
    }
    words = [word for name, path in options.items() for word in (name, str(path))]
    run = subprocess.run(
        [sys.executable, "-m", "gumru_kg", "build", *words],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 3
    [line] = run.stderr.splitlines()
    assert line.endswith(
        f"deep.ttl:{HEAD.count(chr(10)) + 1}: '<<' more than 1000 times; give nodes "
        "IRIs of their own"
    )


@pytest.mark.parametrize("way", NESTS)
def test_other_deep_turtle_is_refused_like_shallow_turtle(
    way: str, workshop: Workshop
) -> None:
    workshop.write({"deep.ttl": f"{HEAD}gid:a-a gum:b {NESTS[way]} .\n"})
    assert {problem.remedy for problem in workshop.refusal()} == {
        "give the node an IRI of its own"
    }


def test_a_comment_ends_at_a_carriage_return(workshop: Workshop) -> None:
    text = f"{HEAD}# a comment\rgid:a-a gum:b [] .\n"
    (workshop.parts_dir / "mac.ttl").write_bytes(text.encode())
    assert [problem.problem for problem in workshop.refusal()] == ["a blank node"]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
def test_a_device_among_the_parts_is_named(device: str, workshop: Workshop) -> None:
    (workshop.parts_dir / "endless.ttl").symlink_to(device)
    with pytest.raises(FileError, match=r"endless\.ttl: is no ordinary file"):
        workshop.build()


def test_a_pipe_among_the_parts_is_named(workshop: Workshop) -> None:
    os.mkfifo(workshop.parts_dir / "pipe.ttl")
    with pytest.raises(FileError, match=r"pipe\.ttl: is no ordinary file"):
        workshop.build()


def test_a_part_of_enormous_size_is_not_read_to_its_end(workshop: Workshop) -> None:
    with (workshop.parts_dir / "big.ttl").open("wb") as file:
        file.truncate(1 << 40)  # a hole: it takes no space
    with pytest.raises(FileError, match=r"big\.ttl: is larger than 50 MB; split it"):
        workshop.build()


def test_an_endless_file_is_not_compared(workshop: Workshop) -> None:
    workshop.out.symlink_to("/dev/zero")
    with pytest.raises(FileError, match="is no ordinary file; name a file"):
        workshop.check()
    with pytest.raises(FileError, match="is no ordinary file; name a file"):
        workshop.build()


def test_an_enormous_file_is_compared_as_far_as_need_be(workshop: Workshop) -> None:
    workshop.build()
    lines = workshop.out.read_bytes().count(b"\n")
    with workshop.out.open("r+b") as file:
        file.truncate(1 << 40)
    assert workshop.check().first_difference == lines + 1


def test_noise_is_not_read_to_its_end(workshop: Workshop) -> None:
    noise = "'\"\n" * 1000
    workshop.write({"noise.ttl": noise})
    problems = workshop.refusal()
    assert 0 < len(problems) <= 200
    assert all(problem.problem.startswith("syntax error") for problem in problems)
