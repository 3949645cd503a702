"""The command group: it knows each command's name and line of help, and imports one on use."""

from importlib import import_module

import click

from flashcards import __version__

COMMANDS = {
    "init": "Make a project that builds at once.",
    "draft": "Make a content file of what you have of a video.",
    "build": "Build the decks.",
    "push": "Build the decks and hand Anki those that changed.",
    "check": "Report every problem of the content.",
    "diff": "Show what the next build would release.",
    "preview": "Show the cards in a browser.",
    "list": "List the notes that the content makes.",
    "locate": "Set times from a transcript.",
    "stats": "Show what cards cost learners.",
    "addon": "Write the add-on that merges updates in Anki.",
    "schema": "Print the JSON Schema of content files.",
    "explain": "Explain a diagnostic code.",
}
"""Commands in the order of their use, with their line in the group's help."""

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 96}


class _LazyGroup(click.Group):
    """A group whose commands live in `flashcards.cli.<name>`, as `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"flashcards.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from flashcards.diagnostics.quoting import nearest_word  # noqa: PLC0415 - as it says

            near = nearest_word(args[0], COMMANDS)
            hint = f" Did you mean {near!r}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings=SETTINGS,
    epilog="Each command has its own --help with an example. "
    "For completion in your shell: https://click.palletsprojects.com/shell-completion/",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Compile videos' breakdowns, kept as YAML in `content`, into Anki decks in `decks`.

    \b
    Start here:
      flashcards init       make a project here, with an example
      flashcards draft X    make content/<title>.yaml of X, a video's breakdown or description
      flashcards check      what is wrong, and what is still to do
      flashcards build      write decks/<content id>.apkg for Anki
    """
