"""What a content file means: the model, decoding nodes into it, and the checks on it."""
