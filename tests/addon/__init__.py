"""What runs inside Anki, held against Anki's own engine."""
