"""`flashcards schema`: the JSON Schema of content files."""

import click

from flashcards.cli.output import print_json
from flashcards.content.schema import make_project_schema, make_schema


@click.command("schema")
@click.option(
    "--project", "is_of_project", is_flag=True, help="Print the schema of `flashcards.yaml`."
)
def command(*, is_of_project: bool) -> int:
    """Print the JSON Schema of content files, for completion in your editor.

    Editors that speak to yaml-language-server find it through the content file's first line:
    `# yaml-language-server: $schema=content.schema.json`

    \b
    Examples:
      flashcards schema > content/content.schema.json
      flashcards schema --project
    """
    print_json(make_project_schema() if is_of_project else make_schema())
    return 0
