"""What a note is known by in learners' collections, and when it last changed."""
