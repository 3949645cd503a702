"""The only reader of content: files to text, YAML text to nodes that know their place."""
