"""Where a project begins; files found, read and written whole; folder lock; cache of built decks."""
