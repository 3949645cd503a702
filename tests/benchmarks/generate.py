"""Content files of a given number of notes, alike in shape to real ones."""

_SUBJECTS = (
    "enzyme glacier sonnet treaty compiler violin ligament orbit tariff catalyst estuary theorem "
    "mosaic verdict antibody harbour cadence isotope ballad vaccine"
).split()
_VERBS = "binds shapes drives limits feeds precedes replaces protects divides reflects".split()

_CHAPTER = 20
"""Notes in a chapter: its summary, 6 topics and 13 questions."""


def make_content(notes: int, name: str = "Benchmark") -> str:
    """Write a content file of about `notes` notes, a whole number of chapters."""
    lines = [f"title: {name}", "url: https://www.youtube.com/watch?v=EV7WhVT270Q", "chapters:"]
    for chapter in range(max(1, notes // _CHAPTER)):
        lines += _chapter(chapter)
    return "\n".join(lines) + "\n"


def _phrase(number: int) -> tuple[str, str, str]:
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    verb = _VERBS[number // len(_SUBJECTS) % len(_VERBS)]
    other = _SUBJECTS[(number * 7 + 3) % len(_SUBJECTS)]
    return subject, verb, other


def _chapter(chapter: int) -> list[str]:
    minutes = chapter * 2
    subject, verb, other = _phrase(chapter)
    lines = [
        f"  - title: Chapter {chapter} on the {subject}",
        f"    time: {minutes // 60}:{minutes % 60:02}:00",
        f"    summary: The {subject} number {chapter} ==slowly {verb}== the =={other}== nearby.",
        "    topics:",
    ]
    for topic in range(6):
        number = chapter * 6 + topic
        subject, verb, other = _phrase(number)
        lines.append(
            f"      The {subject} {number}: Kind of {other} that **{verb}** its {subject} "
            f"at stage {number}."
        )
    lines.append("    questions:")
    for question in range(13):
        number = chapter * 13 + question
        subject, verb, other = _phrase(number)
        lines += [
            f"      - question: What does the {subject} number {number} do to the {other}?",
            f"        answer: It {verb} the {other} in about {number} steps.",
            f"        extra: See also the {other} number {number + 1}, which differs.",
        ]
    return lines
