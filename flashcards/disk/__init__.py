"""Where a project begins; files found, read and written whole; the folder lock; the cache of built decks."""
