"""What earlier runs found out about files whose bytes haven't changed since.

Nothing here is needed: every record may be deleted at any time, and a damaged one counts as none.
"""
