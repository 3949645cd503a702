"""What runs in the Python that has Anki's window; nothing here imports the rest of the tests."""
