"""Content files of a given number of notes, alike in shape to real ones."""

from pathlib import Path

_SUBJECTS = (
    "enzyme glacier sonnet treaty compiler violin ligament orbit tariff catalyst estuary theorem "
    "mosaic verdict antibody harbour cadence isotope ballad vaccine"
).split()
_VERBS = "binds shapes drives limits feeds precedes replaces protects divides reflects".split()

_CHAPTER = 20
"""Notes in a chapter: its summary, 6 topics and 13 questions."""


def make_content(notes: int, name: str = "Benchmark", file: int = 0) -> str:
    """Write a content file of about `notes` notes, a whole number of chapters.

    Files of different numbers have no card in common.
    """
    lines = [f"title: {name}", "url: https://www.youtube.com/watch?v=EV7WhVT270Q", "chapters:"]
    chapters = max(1, notes // _CHAPTER)
    for place in range(chapters):
        lines += _chapter(place, file * chapters + place)
    return "\n".join(lines) + "\n"


def write_project(folder: Path, notes: int, files: int = 1) -> None:
    """Write content files of about `notes` notes in all."""
    content = folder / "content"
    content.mkdir(parents=True)
    for file in range(files):
        text = make_content(notes // files, f"Benchmark {file}", file)
        (content / f"video-{file:03}.yaml").write_text(text, encoding="utf-8")


def make_phrase(number: int) -> tuple[str, str, str]:
    """Give a subject, a verb and another subject."""
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    verb = _VERBS[number // len(_SUBJECTS) % len(_VERBS)]
    other = _SUBJECTS[(number * 7 + 3) % len(_SUBJECTS)]
    return subject, verb, other


def _chapter(place: int, chapter: int) -> list[str]:
    minutes = place * 2
    subject, verb, other = make_phrase(chapter)
    lines = [
        f"  - title: Chapter {chapter} on the {subject}",
        f"    time: {minutes // 60}:{minutes % 60:02}:00",
        f"    summary: The {subject} number {chapter} ==slowly {verb}== the =={other}== nearby.",
        "    topics:",
    ]
    for topic in range(6):
        number = chapter * 6 + topic
        subject, verb, other = make_phrase(number)
        lines.append(
            f"      The {subject} {number}: Kind of {other} that **{verb}** its {subject} "
            f"at stage {number}."
        )
    lines.append("    questions:")
    for question in range(13):
        number = chapter * 13 + question
        subject, verb, other = make_phrase(number)
        lines += [
            f"      - question: What does the {subject} number {number} do to the {other}?",
            f"        answer: It {verb} the {other} in about {number} steps.",
            f"        extra: See also the {other} number {number + 1}, which differs.",
        ]
    return lines
