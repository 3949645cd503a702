"""What is fuzzed: functions of bytes that raise when a promise is broken.

Two engines share them: hypothesis, which is everywhere, and atheris, which coverage leads.
"""

from collections.abc import Callable, Mapping

from tests.fuzz.collection_targets import check_collection, check_own_text
from tests.fuzz.content_targets import check_content, check_reader
from tests.fuzz.import_targets import check_transcript, find_importers, make_target
from tests.fuzz.lock_targets import check_history, check_lock
from tests.fuzz.media_targets import check_format, check_picture
from tests.fuzz.package_targets import check_database, check_packaged_text
from tests.fuzz.text_targets import check_letters, check_markdown, check_mask

TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "reader": check_reader,
    "content": check_content,
    "markdown": check_markdown,
    "letters": check_letters,
    "mask": check_mask,
    "lock": check_lock,
    "history": check_history,
    "transcript": check_transcript,
    "format": check_format,
    "picture": check_picture,
    "database": check_database,
    "packaged": check_packaged_text,
    "collection": check_collection,
    "own-text": check_own_text,
    **{f"import-{name}": make_target(found) for name, found in find_importers().items()},
}
