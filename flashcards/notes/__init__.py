"""Notes in Anki's words, and how content becomes them."""
