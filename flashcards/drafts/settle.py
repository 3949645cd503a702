"""Any draft to one that is sound content: it builds at once, and nothing of it is dropped."""

from flashcards.diagnostics import Report
from flashcards.drafts.clean import clean_draft
from flashcards.drafts.draft import Draft
from flashcards.drafts.identify import identify_draft
from flashcards.drafts.order import order_draft


def settle(draft: Draft, path: str, report: Report) -> Draft:
    """Clean the texts, order the times and tell namesakes apart.

    What is changed beyond recognition is reported at its place in the source, `path`.
    """
    return identify_draft(order_draft(clean_draft(draft, path, report), path, report))
