"""What Anki freezes or speaks: note types, templates, its template language."""
