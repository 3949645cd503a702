"""Where a project begins; files found, read and written whole; folder lock; built decks."""
