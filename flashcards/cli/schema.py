"""`flashcards schema`: the JSON Schema of content files."""

import click

from flashcards.cli.output import print_json
from flashcards.content.schema import make_schema


@click.command("schema")
def command() -> int:
    """Print the JSON Schema of content files, for completion in your editor.

    Editors that speak to yaml-language-server find it through the content file's first line:
    `# yaml-language-server: $schema=content.schema.json`

    \b
    Example:
      flashcards schema > content/content.schema.json
    """
    print_json(make_schema())
    return 0
