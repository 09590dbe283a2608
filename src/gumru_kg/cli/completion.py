"""``gumru completion``: the script that teaches a shell to complete."""

from __future__ import annotations

import click

from gumru_kg.cli._output import write_lines

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    epilog='Example: eval "$(gumru completion bash)"',
)
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def print_script(context: click.Context, *, shell: str) -> None:
    """Print the completion script of a shell.

    Put the line of the example below into the file that your shell reads at its
    start (~/.bashrc, ~/.zshrc); for fish, write the script to
    ~/.config/fish/completions/gumru.fish.
    """
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    assert completion is not None  # noqa: S101 - click ships these three
    root = context.find_root().command
    script = completion(root, {}, "gumru", "_GUMRU_COMPLETE").source()
    write_lines([script.rstrip()])
