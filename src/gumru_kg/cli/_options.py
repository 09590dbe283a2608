"""Options and arguments that several commands share."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gumru_kg.knowledge_graph import KnowledgeGraph


def check_language(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> str:
    """Refuse what is no language tag and write the rest in lower case.

    Args:
        context: The command's context.
        parameter: The option.
        value: What the user wrote.

    Returns:
        The tag as the graph spells it; empty when none was given.

    Raises:
        click.BadParameter: When the value cannot be a language tag.
    """
    from gumru_kg.language_tags import is_language_tag

    if value is None:
        return ""
    if not is_language_tag(value):
        problem = f"{value!r} is no language tag such as tr, en, hy or ru"
        raise click.BadParameter(problem, context, parameter)
    return value.lower()


def split_parameters(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> Mapping[str, str]:
    """Split ``name=value`` pairs.

    Args:
        context: The command's context.
        parameter: The option.
        values: What the user wrote, a pair each.

    Returns:
        The values by name.

    Raises:
        click.BadParameter: When a pair has no ``=`` or a name comes twice.
    """
    pairs: dict[str, str] = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name:
            problem = f"{value!r} is not of the form name=value"
            raise click.BadParameter(problem, context, parameter)
        if name in pairs:
            problem = f"{name!r} is given twice"
            raise click.BadParameter(problem, context, parameter)
        pairs[name.removeprefix("?")] = text
    return pairs


def open_source(files: tuple[str, ...], endpoint: str | None = None) -> KnowledgeGraph:
    """Open the user's files or endpoint, or the shipped graph when there is neither.

    Args:
        files: Paths of RDF files.
        endpoint: The address of an endpoint.

    Returns:
        The graph to ask.

    Raises:
        click.UsageError: When there are both.
        FileError: When a file cannot be read.
        DataError: When a file does not parse.
        EndpointError: When the address is none.
    """
    from gumru_kg.knowledge_graph import open_graph

    if endpoint is not None:
        if files:
            problem = "ask an endpoint or files, not both"
            raise click.UsageError(problem, click.get_current_context())
        from gumru_kg.engines.endpoint_settings import EndpointSettings

        return open_graph(endpoint, endpoint=EndpointSettings())
    return open_graph(list(files)) if files else open_graph()


def complete_name(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Offer the shell the slugs of things that begin so.

    Args:
        context: The command's context.
        parameter: The argument.
        incomplete: What has been typed.

    Returns:
        Slugs; none when the graph cannot be asked, for a shell wants no errors.
    """
    del context, parameter
    from gumru_kg.descriptions import list_slugs
    from gumru_kg.errors import GumruError
    from gumru_kg.knowledge_graph import open_graph

    try:
        return [
            slug for slug in list_slugs(open_graph()) if slug.startswith(incomplete)
        ]
    except GumruError:
        return []


def complete_query(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Offer the shell the named queries that begin so.

    Args:
        context: The command's context.
        parameter: The argument.
        incomplete: What has been typed.

    Returns:
        Names of queries.
    """
    del context, parameter
    from gumru_kg.named_queries import load_catalog

    return [name for name in load_catalog() if name.startswith(incomplete)]


LANG_OPTION: Final = click.option(
    "--lang",
    metavar="TAG",
    default="en",
    show_default=True,
    envvar="GUMRU_LANG",
    show_envvar=True,
    callback=check_language,
    help="Language of the labels; a missing one is shown in English.",
)
JSON_OPTION: Final = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON instead of a table."
)
FILES_OPTION: Final = click.option(
    "--file",
    "files",
    metavar="FILE",
    multiple=True,
    help="Ask this RDF file, folder or store:FOLDER instead of the shipped graph;"
    " may be repeated.",
)
ENDPOINT_OPTION: Final = click.option(
    "--endpoint",
    metavar="URL",
    help="Ask this SPARQL endpoint instead; its login comes from the environment.",
)


def ask_source(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command ask the user's files or endpoint instead of the shipped graph.

    Args:
        command: A command that takes a ``graph``.

    Returns:
        The same command with ``--file`` and ``--endpoint`` in its place.
    """

    @FILES_OPTION
    @ENDPOINT_OPTION
    @wraps(command)
    def ask(
        *args: object, files: tuple[str, ...], endpoint: str | None, **values: object
    ) -> None:
        command(*args, graph=open_source(files, endpoint), **values)

    return ask


PARAMETERS_OPTION: Final = click.option(
    "-p",
    "--param",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    callback=split_parameters,
    help="Set a parameter of the query; may be repeated.",
)
OUTPUT_OPTION: Final = click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="Write to a file, replaced whole or not at all; - is standard output.",
)
NAME_ARGUMENT: Final = click.argument("name", shell_complete=complete_name)
QUERY_ARGUMENT: Final = click.argument("name", shell_complete=complete_query)
