"""Topics that a talk offers: comments in a draft, each content when its `#` is deleted."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.app.draft import DraftOptions, format_draft, make_draft
from flashcards.content.load import load_source
from flashcards.content.model import Breakdown, Topic
from flashcards.content.walk import walk
from flashcards.diagnostics import Diagnostic, Source, has_errors
from flashcards.drafts.proposing import propose
from flashcards.drafts.records import Draft
from flashcards.notes.generate import generate_deck
from flashcards.text.times import Milliseconds
from tests.command import flashcards
from tests.drafts.making import chapter, flat, topic
from tests.pipeline import refuse
from tests.transcripts.labelled import make_transcript

DESCRIPTION = """\
Glaciers, from snow to sea

0:00 Welcome
1:00 How snow turns to ice
3:00 Water on the ice
"""

HEARD = """\
WEBVTT

00:05.000 --> 00:09.000
Good evening. It's cold tonight.

01:10.000 --> 01:20.000
Snow that has survived a summer is called firn.

01:20.000 --> 01:26.000
Then it is pressed.

01:26.000 --> 01:30.000
We call this sintering.

03:10.000 --> 03:20.000
A moulin is a shaft that water has drilled, and it's deep.

03:20.000 --> 03:30.000
In a moulin it roars. The marine ice sheet instability, MISI for short, is far away.

03:40.000 --> 03:50.000
Firn is called firn here, too.
"""

DRAFT = """\
# yaml-language-server: $schema=content.schema.json
#
# Topics behind a `#` are proposed: the talk defines them itself, in the words that are
# quoted. Delete the `#` of those to keep, and say in a sentence what each means.
title: Glaciers, from snow to sea

chapters:
  - title: Welcome
    time: 0:00

  - title: How snow turns to ice
    time: 1:00
    topics:
      ## 1:10 "Snow that has survived a summer is called firn."
      #Firn: {definition: 'Snow that has survived a summer', at: 1:10}
      ## 1:20 "Then it is pressed. We call this sintering."
      #Sintering: {at: 1:20}

  - title: Water on the ice
    time: 3:00
    topics:
      ## 3:10 "A moulin is a shaft that water has drilled, and it's deep."
      #Moulin: {definition: 'a shaft that water has drilled', at: 3:10}
      ## 3:20 "The marine ice sheet instability, MISI for short, is far away."
      #MISI: {definition: 'marine ice sheet instability', at: 3:20}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a folder with a description and a transcript of the video."""
    (tmp_path / "ice.txt").write_text(DESCRIPTION, encoding="utf-8")
    (tmp_path / "ice.vtt").write_text(HEARD, encoding="utf-8")
    return tmp_path


def _uncomment(text: str) -> str:
    """Delete the sign before each proposed topic, and one of the two before what explains it."""
    return re.sub(r"^( +)#", r"\1", text, flags=re.MULTILINE)


def test_chapters_without_topics_are_offered_what_the_talk_defines(project: Path) -> None:
    done = flashcards(project, "draft", "ice.txt", "--transcript", "ice.vtt", "-o", "ice.yaml")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "ice.yaml: 3 chapters, 4 topics proposed\n"
        "next: delete the `#` of the proposed topics to keep\n"
        "next: write what `flashcards check` lists, then run `flashcards build`\n"
    )
    assert (project / "ice.yaml").read_text(encoding="utf-8") == DRAFT


def test_all_that_is_proposed_passes_the_checks_when_it_is_kept(project: Path) -> None:
    (project / "ice.yaml").write_text(_uncomment(DRAFT), encoding="utf-8")
    done = flashcards(project, "check", "ice.yaml")
    assert done.returncode == 0, done.stdout
    assert "\nnotes                                    3\n" in done.stdout
    assert "\ntopics without definition                1\n" in done.stdout
    assert done.stdout.endswith("\n1 warning, 1 remark in 1 file\n")


def test_a_talk_that_defines_nothing_is_said_to(project: Path) -> None:
    (project / "ice.vtt").write_text(HEARD[:70], encoding="utf-8")
    done = flashcards(project, "draft", "ice.txt", "--transcript", "ice.vtt", "-o", "ice.yaml")
    assert done.returncode == 0
    assert done.stderr == (
        "ice.vtt:1:1: warning[nothing-proposed]: no topics are proposed: the talk defines no term "
        "in so many words\n"
        "  |\n"
        "1 | WEBVTT\n"
        "  | ^\n"
        "  help: write the topics that a learner should know, or none\n"
        "\n"
        "1 warning\n"
        "ice.yaml: 3 chapters\n"
        "next: no card comes of titles alone: give the chapters a summary, topics or questions, "
        "then run `flashcards locate` with the transcript\n"
    )


def _propose(draft: Draft, *said: tuple[int, str]) -> tuple[Draft, list[str]]:
    found: list[Diagnostic] = []
    proposed = propose(draft, make_transcript(*said), "talk.vtt", found.append)
    return proposed, [each.message for each in found]


FIRN = (70, "Old snow that has lasted is called firn.")


def test_in_another_language_nothing_is_proposed_and_that_is_said() -> None:
    draft = replace(flat(chapter("Schnee", 0)), language="de")
    proposed, said = _propose(draft, FIRN)
    assert proposed == draft
    assert said == [
        "no topics are proposed: definitions are recognised in English, and this is `de`"
    ]


def test_a_source_with_topics_of_its_own_is_offered_blanks_only() -> None:
    own = chapter("Ice", 0, None, topic("Moulin"), topic("Firn"), summary="Of moulins, and Firn.")
    draft = flat(own, chapter("More", 1))
    proposed, said = _propose(draft, FIRN)
    assert proposed == flat(replace(own, blanks=("moulins", "Firn")), chapter("More", 1))
    assert said == []


def test_a_summary_is_offered_blanks_for_the_topics_that_are_proposed() -> None:
    draft = flat(chapter("Ice", 1, summary="How firn, which is old snow, becomes ice; firn again."))
    (own,) = _propose(draft, FIRN)[0].chapters
    assert own.blanks == ("firn",)
    text = format_draft(replace(draft, modules=flat(own).modules), Path("content/ice.yaml"))
    assert "    # To make cards of this summary, mark what is to be a blank: ==firn==\n" in text


@pytest.mark.parametrize(
    ("end", "count"),
    [(None, 1), (2, 1), (1, 0)],
)
def test_what_is_said_outside_all_chapters_is_not_proposed(end: int | None, count: int) -> None:
    draft = flat(chapter("Ice", 0, end))
    proposals = _propose(draft, FIRN)[0].chapters[0].proposals
    assert [each.at for each in proposals] == [70_000] * count
    late = _propose(flat(chapter("Ice", 2)), FIRN)[0]
    assert late.chapters[0].proposals == ()


def test_a_moment_within_the_second_in_which_a_chapter_starts_lies_in_the_chapter() -> None:
    own = replace(chapter("Ice", 0), start=Milliseconds(70_500))
    transcript = make_transcript(FIRN)
    cues = (replace(transcript.cues[0], start=Milliseconds(70_600)),)
    proposed = propose(flat(own), replace(transcript, cues=cues), "talk.vtt", refuse)
    assert [each.at for each in proposed.chapters[0].proposals] == [71_000]


_SAID = st.lists(
    st.sampled_from(
        """
        These are called a: b. | We call it "no". | This is known as <b>x</b>. | We call that #1.
        | A yes is a thing that we say. Yes, yes. | It's called null. | This is called [x](y).
        | We call this C++: {a}. | Old ice, PI for short; that's PI. | They call it firn's edge.
        | We call them **bold** _terms_. | It is called $x$. | It's called ==mark==.
        | We call it 'q'.
        | Old snow that {{c1::lasts}} is called firn. | What's left is called <<. | It's called \\x.
        """.split("|")
    ).map(str.strip)
)


@given(_SAID)
def test_whatever_is_said_a_draft_builds_with_and_without_its_signs(texts: list[str]) -> None:
    words = "\n\n".join(
        f"00:{n + 1:02}.000 --> 00:{n + 2:02}.000\n{text}" for n, text in enumerate(texts[:50])
    )
    transcript = Source(
        path="talk.vtt", text=f"WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n\n{words}"
    )
    source = Source(path="talk.txt", text="0:00 One\n0:20 Two\n")
    found: list[Diagnostic] = []
    made = make_draft(source, transcript, DraftOptions(title="Talk", language="en"), found)
    assert made is not None
    path = Path("content/talk.yaml")
    kept = _uncomment(format_draft(made, path))
    problems: list[Diagnostic] = []
    breakdown = load_source(Source(path=path.as_posix(), text=kept), problems)
    assert breakdown is not None
    generate_deck(breakdown, problems)
    assert not has_errors(problems)
    terms = _list_topics(breakdown)
    assert len(terms) == sum(len(each.proposals) for each in made.chapters)


def _list_topics(breakdown: Breakdown) -> list[Topic]:
    return [record for record, _, _ in walk(breakdown) if isinstance(record, Topic)]
