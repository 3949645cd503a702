"""One use case a file, read top to bottom; I/O and the clock stand here."""
