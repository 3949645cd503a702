"""Finds where in a video a text belongs: in which chapter, and at which moment of a transcript."""
