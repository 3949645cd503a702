"""Builds that are killed, interrupted, refused by the system, or not alone."""
