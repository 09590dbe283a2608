"""``gumru integrate``: bring other graphs together with ours, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli import EXIT_NO
from gumru_kg.cli._options import FILES_OPTION, JSON_OPTION, open_source
from gumru_kg.cli._output import write_json, write_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

_STEPS = "give one of: files of other graphs, --apply, --undo"


def split_contexts(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> Mapping[str, str]:
    """Split ``IRI=FILE`` at the last sign of equality, which an IRI may hold as well.

    Args:
        context: The command's context.
        parameter: The option.
        values: What the user wrote, a pair each.

    Returns:
        The files by IRI.

    Raises:
        click.BadParameter: When a pair has no ``=``.
    """
    found: dict[str, str] = {}
    for value in values:
        iri, equals, file = value.rpartition("=")
        if not equals or not iri or not file:
            problem = f"{value!r} is not of the form IRI=FILE"
            raise click.BadParameter(problem, context, parameter)
        found[iri] = file
    return found


@click.command(
    "integrate",
    epilog="Example: gumru integrate places.geojson -o work; then review "
    "work/mappings.sssom.tsv; then gumru integrate --apply -o work",
)
@click.argument("others", nargs=-1, metavar="[OTHER]...")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="FOLDER",
    help="Where it goes on.",
)
@click.option("--apply", is_flag=True, help="Merge the mappings that were accepted.")
@click.option("--undo", is_flag=True, help="Bring back what was there before.")
@click.option(
    "--accept-identifiers",
    is_flag=True,
    help="With --apply: take open mappings of a shared identifier as accepted.",
)
@click.option(
    "--context",
    "contexts",
    metavar="IRI=FILE",
    multiple=True,
    callback=split_contexts,
    help="A file for a remote context of JSON-LD; nothing is fetched.",
)
@FILES_OPTION
@JSON_OPTION
@click.pass_context
def integrate_graphs(
    context: click.Context,
    *,
    others: tuple[str, ...],
    folder: str,
    apply: bool,
    undo: bool,
    accept_identifiers: bool,
    contexts: Mapping[str, str],
    files: tuple[str, ...],
    as_json: bool,
) -> None:
    """Link other graphs to this one and merge what a person accepts.

    First the others are profiled and compared, and what may be the same is written
    into a mapping file (SSSOM). In it set reviewer_agreement to 1 where a pair is right
    and to -1 where it is wrong. Then --apply merges: each graph stays as it is, apart.
    """
    if bool(others) + apply + undo != 1:
        raise click.UsageError(_STEPS, context)
    if accept_identifiers and not apply:
        raise click.UsageError("--accept-identifiers goes with --apply", context)
    if others:
        _propose(others, folder, contexts, files, as_json=as_json)
    elif undo:
        from gumru_kg.integration import undo_merge

        undo_merge(folder)
        write_lines([f"{folder}: the last merge is undone"])
    else:
        _apply(context, folder, files, accept_identifiers, as_json=as_json)


def _propose(
    others: tuple[str, ...],
    folder: str,
    contexts: Mapping[str, str],
    files: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    from gumru_kg.cli._integration_sheet import describe_proposal
    from gumru_kg.integration import propose

    ours = open_source(files).dataset
    proposal = propose(ours, others, folder=folder, contexts=contexts)
    if as_json:
        write_json(proposal)
    else:
        write_lines(describe_proposal(proposal, folder))


def _apply(
    context: click.Context,
    folder: str,
    files: tuple[str, ...],
    accept_identifiers: bool,  # noqa: FBT001 - a fact of the call
    *,
    as_json: bool,
) -> None:
    from gumru_kg.cli._integration_sheet import describe_merge
    from gumru_kg.integration import merge

    ours = open_source(files).dataset
    report = merge(ours, folder=folder, accept_identifiers=accept_identifiers)
    if as_json:
        write_json(report)
    else:
        write_lines(describe_merge(report, folder))
    if not report.conforms:
        context.exit(EXIT_NO)
