"""The coordinator of drafts: a source to a content file, with its questions placed."""
