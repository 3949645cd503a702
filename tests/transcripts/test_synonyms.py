"""Words for the same thing bring a question to a chapter that has none of its own words."""

from flashcards.drafts.draft import Draft, DraftModule
from flashcards.drafts.place import rank_chapters
from flashcards.transcripts.synonyms import share_meanings
from flashcards.transcripts.words import split_content_words
from tests.transcripts.labelled import make_chapter, make_question


def _meanings(text: str) -> set[str]:
    return set(share_meanings(split_content_words(text)))


def test_words_for_the_same_thing_share_its_name() -> None:
    assert _meanings("Physicians") & _meanings("a doctor")
    assert _meanings("automobiles") & _meanings("the car")
    assert not _meanings("doctor") & _meanings("car")
    assert _meanings("quokka") == set()


def test_a_question_in_other_words_fits_its_chapter_best() -> None:
    chapters = (
        make_chapter("Manure and Compost", "How dung is returned.", "Manure"),
        make_chapter("Streetcars", "The lines that made suburbs.", "Streetcars"),
        make_chapter("Physicians", "What they charged.", "Physicians"),
    )
    draft = Draft(
        title="Old ways",
        modules=(DraftModule(title="All", chapters=chapters),),
        questions=(make_question("Why did the trolleys and trams vanish?"),),
    )
    ((best, *others),) = rank_chapters(draft, draft.questions)
    assert best.chapter == 1
    assert all(best.fit > other.fit for other in others)
