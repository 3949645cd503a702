"""What a talk offers an author who has chapters and no topics: the terms that it defines itself.

Nothing is put on a card by that. A proposal is a comment, quotes what is said, and becomes a topic
when the author deletes its `#`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from flashcards.diagnostics import Report, Span, make_warning
from flashcards.drafts.clean import clean_text
from flashcards.drafts.markup import escape_term
from flashcards.drafts.records import Draft, DraftChapter, Proposal, join_lines, replace_chapters
from flashcards.text.lists import is_english
from flashcards.text.slugs import fold_term, key_slug
from flashcards.text.words import find_words, stem
from flashcards.transcripts.defining import find_definitions
from flashcards.transcripts.sentences import split_sentences
from flashcards.transcripts.talks import round_moment
from flashcards.transcripts.transcript import Transcript

_HEAD = (
    "Topics behind a `#` are proposed: the talk defines them itself, in the words that are quoted. "
    "Delete the `#` of those to keep, and say in a sentence what each means."
)
_PLAIN = re.compile(r"[a-z]{3,}(?:-[a-z]+)*")
_MOST_TERMS = 200
_LONGEST_BLANK = 8
"""Terms of a chapter, and words of one, that are looked for in its summary."""

_HELP = "write the topics that a learner should know, or none"


def propose(draft: Draft, transcript: Transcript, path: str, report: Report) -> Draft:
    """Add proposals to a sound draft, those of topics if it has none; say it if there are none.

    `path` is the transcript's.
    """
    if not any(chapter.topics for chapter in draft.chapters):
        draft = _propose_topics(draft, transcript)
        if not any(chapter.proposals for chapter in draft.chapters):
            said = "the talk defines no term in so many words"
            if not is_english(draft.language or "en"):
                said = f"definitions are recognised in English, and this is `{draft.language}`"
            message = f"no topics are proposed: {said}"
            report(make_warning("nothing-proposed", Span(path, 0, 0), message, _HELP))
    return replace_chapters(
        draft, (replace(each, blanks=tuple(_find_blanks(each))) for each in draft.chapters)
    )


def _propose_topics(draft: Draft, transcript: Transcript) -> Draft:
    """Give each term that is defined to the chapter in which it is."""
    if not is_english(draft.language or "en"):
        return draft
    chapters = draft.chapters
    starts = [chapter.start for chapter in chapters]
    ends = [*starts[1:], draft.duration]
    found: list[list[Proposal]] = [[] for _ in chapters]
    said = split_sentences(transcript)
    taken: set[str] = set()
    for each in find_definitions(said):
        moment = said.sentences[each.start].at
        index = bisect_right(starts, moment) - 1
        if index < 0:
            continue
        chapter = chapters[index]
        at = round_moment(moment, chapter.start)
        limits = [limit for limit in (chapter.end, ends[index]) if limit is not None]
        proposal = Proposal(
            term=_capitalise(clean_text(each.term)),
            definition=clean_text(each.meaning.rstrip(" .,;:!?")),
            at=at,
            quote=clean_text(each.quote),
        )
        term = escape_term(proposal.term)
        names = {fold_term(term), key_slug(term)}
        if at <= min(limits, default=at) and names.isdisjoint(taken):
            taken |= names
            found[index].append(proposal)
    if not any(found):
        return draft
    proposed = (
        replace(chapter, proposals=tuple(own)) for chapter, own in zip(chapters, found, strict=True)
    )
    return replace(replace_chapters(draft, proposed), comment=join_lines(draft.comment, _HEAD))


def _capitalise(term: str) -> str:
    """Give a term as a topic is written, unless its first word has a form of its own."""
    first = term.partition(" ")[0]
    return term[:1].upper() + term[1:] if _PLAIN.fullmatch(first) else term


def _find_blanks(chapter: DraftChapter) -> Iterator[str]:
    """Give the words of a chapter's summary that name one of its topics, as they stand there."""
    terms = [topic.term for topic in chapter.topics]
    terms += [proposal.term for proposal in chapter.proposals]
    known = {tuple(_list_stems(term)) for term in terms[:_MOST_TERMS]} - {()}
    found = list(find_words(chapter.summary))
    stems = [stem(word[0].lower()) for word in found]
    longest = max(map(len, known), default=0)
    place = 0
    while place < len(found):
        for length in range(min(longest, len(found) - place), 0, -1):
            if tuple(stems[place : place + length]) in known:
                yield chapter.summary[found[place].start() : found[place + length - 1].end()]
                known.remove(tuple(stems[place : place + length]))
                place += length - 1
                break
        place += 1


def _list_stems(term: str) -> list[str]:
    return [stem(word[0].lower()) for word in find_words(term)][:_LONGEST_BLANK]
