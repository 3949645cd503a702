"""What runs inside Anki: it imports nothing of the rest, for there is no rest in Anki's process."""
