"""The one exception for trouble with the environment: disks, permissions, arguments."""


class FlashcardsError(Exception):
    """Something outside the content stops the run; the message is for the user.

    Content never raises this: what is wrong in a content file is a diagnostic.
    """
