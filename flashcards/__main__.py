"""`python -m flashcards` is the `flashcards` command."""

from flashcards.cli import main

main()
