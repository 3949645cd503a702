"""What makes a good card, as rules that a machine can check: the content's editor."""
