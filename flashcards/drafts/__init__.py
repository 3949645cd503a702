"""Other formats to drafts, and drafts to YAML text: pure functions, one format a file."""
