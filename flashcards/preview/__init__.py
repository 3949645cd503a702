"""A deck as one HTML page: the same fields, templates and style as in its package."""
