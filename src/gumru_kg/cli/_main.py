"""The main group: its commands in reading order, each loaded when it is called."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from gumru_kg import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

# Section of the help -> command -> "module:function".
_SECTIONS: Final[dict[str, dict[str, str]]] = {
    "Ask": {
        "show": "entities:show_entity",
        "find": "finding:find_things",
        "treaties": "overview:list_treaties",
        "provisions": "overview:list_provisions",
        "chronology": "overview:list_events",
        "concordance": "concordance:compare_treaties",
        "disputed": "claims:list_disputed",
        "who-says": "claims:list_claims",
        "info": "overview:show_info",
        "statistics": "statistics:write_statistics",
    },
    "Query": {
        "queries": "querying:list_queries",
        "query": "querying:run_query",
        "sparql": "querying:run_sparql",
    },
    "Check and convert": {
        "validate": "validation:validate_data",
        "export": "exports:export_data",
        "wikidata": "wikidata:compare_wikidata",
        "load": "loading:load_files",
        "integrate": "integration:integrate_graphs",
        "evidence": "maintenance:check_evidence",
        "build": "maintenance:build_data",
    },
    "Set up": {"completion": "completion:print_script"},
}
_PLACES: Final = {
    name: place for commands in _SECTIONS.values() for name, place in commands.items()
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in reading order."""
        del ctx
        return list(_PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in _PLACES:
            if ctx.resilient_parsing or cmd_name.startswith("-"):
                return None
            from difflib import get_close_matches

            near = get_close_matches(cmd_name, _PLACES)
            hint = f", did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"no such command {cmd_name!r}{hint}", ctx)
        module, function = _PLACES[cmd_name].split(":")
        command = getattr(import_module(f"gumru_kg.cli.{module}"), function)
        assert isinstance(command, click.Command)  # noqa: S101 - for the type checker
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the commands section by section."""
        for section, names in _SECTIONS.items():
            with formatter.section(section):
                commands = ((name, self.get_command(ctx, name)) for name in names)
                formatter.write_dl(
                    [
                        (name, command.get_short_help_str(limit=70))
                        for name, command in commands
                        if command is not None
                    ]
                )


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog=(
        "A NAME may be an IRI, a CURIE (gid:treaty-gumru-1920), a slug (gumru-1920) "
        "or a label in any language. Exit codes: 0 fine, 1 the answer is no, "
        "2 usage, 3 an error in one line, 130 interrupted, 141 nobody reads the output."
    ),
)
@click.version_option(__version__, prog_name="gumru")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def main(context: click.Context, *, debug: bool) -> None:
    """Ask the knowledge graph of the Treaty of Gümrü (Alexandropol, 1920).

    Start with: gumru show gumru-1920
    """
    del debug  # read from the arguments, since it must work before click does
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def execute(arguments: Sequence[str]) -> int:
    """Run one command without letting click end the process.

    Args:
        arguments: The arguments after the program's name.

    Returns:
        The exit code.

    Raises:
        click.ClickException: For faults of usage.
        GumruError: For all that the library refuses.

    Example:
        >>> execute(["--version"])
        gumru, version 0.1.0
        0
    """
    if "_GUMRU_COMPLETE" in os.environ:
        main.main(list(arguments), prog_name="gumru")
    try:
        with main.make_context("gumru", list(arguments)) as context:
            main.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0
