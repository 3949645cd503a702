"""What an author does to content between two releases; each edit picks what it touches by a number.

Some are such that the rule of recognition promises to see through, some not.
"""

import sys
from collections.abc import Callable

from flashcards.anki.note_types import Kind
from flashcards.text.slugs import key_slug
from tests.anki.author import Author, Item, Section
from tests.anki.author_facts import PREFIXES, SYNONYMS, TAGS


def add_words_to_front(author: Author, number: int) -> None:
    """Reword a question or rename a term by adding words only."""
    item = _pick(author, number)
    prefix = PREFIXES[number % len(PREFIXES)]
    if not item.front.startswith(PREFIXES):
        item.front = f"{prefix} {item.front[0].lower()}{item.front[1:]}"


def take_words_from_front(author: Author, number: int) -> None:
    """Reword by leaving the added words out again."""
    item = _pick(author, number)
    for prefix in PREFIXES:
        if item.front.startswith(prefix):
            rest = item.front.removeprefix(prefix).strip()
            item.front = f"{rest[0].upper()}{rest[1:]}"


def swap_words(author: Author, number: int) -> None:
    """Put synonyms for words, on both sides; may or may not be recognised."""
    item = _pick(author, number)
    for one, other in SYNONYMS:
        item.front = item.front.replace(one, other)
        item.back = item.back.replace(one, other)


def reword_front_wholly(author: Author, number: int) -> None:
    """Ask or name the same thing in quite other words."""
    item = _pick(author, number)
    if item.kind is Kind.CHAPTER:
        item.front = _new_title(author)
    else:
        item.front = f"About matter {item.number}, what holds?"


def reword_and_say_so(author: Author, number: int) -> None:
    """Rewrite an item altogether, with what it was."""
    item = _pick(author, number)
    if item.was_live and item.kind is not Kind.CHAPTER:
        item.was = item.keys[-1]
        item.front = f"Matter {item.number} asked anew {len(item.keys)} times?"
        item.back = f"{item.back.split()[0]} is all that is left of it"


def forget_was(author: Author, number: int) -> None:
    """Clear away what items were."""
    for item in author.all:
        if item.number % 2 == number % 2:
            item.was = ""


def reword_back(author: Author, number: int) -> None:
    """Reword an answer, a definition or a summary, the front unchanged."""
    item = _pick(author, number)
    item.back = (
        item.back.removesuffix(" Or so.")
        if item.back.endswith(" Or so.")
        else f"{item.back} Or so."
    )


def retitle_all_chapters(author: Author, number: int) -> None:
    """Retitle all chapters of a file at once."""
    file = author.sections[number % len(author.sections)].item.file
    for section in author.sections:
        if section.item.file == file:
            section.item.front = _new_title(author)


def rename_module(author: Author, number: int) -> None:
    """Retitle a module."""
    index = number % len(author.modules)
    title = author.modules[index]
    again = " again"
    author.modules[index] = (
        title.removesuffix(again) if title.endswith(again) else f"{title}{again}"
    )


def move(author: Author, number: int) -> None:
    """Move an item to the next chapter, in this or another module or file."""
    section = _filled(author, number)
    item = section.items.pop(number % len(section.items))
    after = (author.sections.index(section) + 1) % len(author.sections)
    author.put(item, author.sections[after])


def move_and_reword(author: Author, number: int) -> None:
    """Move an item to the other file, if there is one, and reword it."""
    section = _filled(author, number)
    others = [each for each in author.sections if each.item.file != section.item.file]
    if others:
        item = section.items.pop(number % len(section.items))
        author.put(item, others[number % len(others)])
        if not item.front.startswith(PREFIXES):
            item.front = f"{PREFIXES[0]} {item.front[0].lower()}{item.front[1:]}"


def reorder(author: Author, number: int) -> None:
    """Turn the order of a chapter's items round."""
    author.sections[number % len(author.sections)].items.reverse()


def add(author: Author, number: int) -> None:
    """Write a new item, or restore a deleted one, at a chapter's head."""
    if author.away:
        item = author.away.pop(number % len(author.away))
        author.put(item, author.sections[number % len(author.sections)], 0)


def restore(author: Author, number: int) -> None:
    """Put back what was deleted last, anywhere."""
    if author.away and author.away[-1].guids:
        author.put(author.away.pop(), author.sections[number % len(author.sections)])


def delete(author: Author, number: int) -> None:
    """Delete an item."""
    section = _filled(author, number)
    author.away.append(section.items.pop(number % len(section.items)))


def replace(author: Author, number: int) -> None:
    """Delete an item and write another in its place."""
    if author.away:
        _replace(author, number, author.away[number % len(author.away)])


def replace_by_look_alike(author: Author, number: int) -> None:
    """Write a neighbouring fact in the place of an item."""
    section = _filled(author, number)
    old = section.items[number % len(section.items)]
    others = [each for each in author.away if each.number in {old.number - 1, old.number + 1}]
    if others:
        _replace(author, number, others[0])


def take_over_wording(author: Author, number: int) -> None:
    """Reword a question, and let a new one ask in its old words."""
    item = _pick(author, number, Kind.QUESTION)
    others = [each for each in author.away if each.kind is Kind.QUESTION and not each.guids]
    front = f"{PREFIXES[1]} {item.front[0].lower()}{item.front[1:]}"
    known = {key.rpartition("/")[2] for each in author.all for key in each.keys}
    # Where all wordings were there before, and are now, nobody can tell a move from new answers.
    if others and item.kind is Kind.QUESTION and key_slug(front) not in known:
        other = others[0]
        other.front = item.front
        item.front = front
        item.identifier = other.identifier = ""
        section = next(each for each in author.sections if item in each.items)
        author.away.remove(other)
        author.put(other, section)


def split(author: Author, number: int) -> None:
    """Make two items of one, each with half of its answer."""
    section = _filled(author, number)
    item = section.items[number % len(section.items)]
    words = item.back.split()
    if len(words) > 3 and not item.identifier and not item.was:
        half = len(words) // 2
        other = Item(
            number=next(author.numbers),
            kind=item.kind,
            front=f"Second part: {item.front}",
            back=" ".join(words[half:]),
            split_from=item,
        )
        item.front, item.back = f"First part: {item.front}", " ".join(words[:half])
        author.put(other, section, section.items.index(item) + 1)


def merge(author: Author, number: int) -> None:
    """Make one item of two neighbours."""
    section = _filled(author, number)
    place = number % len(section.items)
    item, others = section.items[place], section.items[place + 1 : place + 2]
    if others and others[0].kind is item.kind and not others[0].front.startswith("Both:"):
        (other,) = others
        section.items.remove(other)
        author.away.append(other)
        item.merged = [*item.merged, other]
        item.front = f"Both: {item.front.removeprefix('Both: ')} And: {other.front}"[:150]
        item.back = f"{item.back} {other.back}"


def split_chapter(author: Author, number: int) -> None:
    """Let a new chapter take the second half of another one's items."""
    section = _filled(author, number)
    file = next(file for file in author.files if section in file.sections)
    if author.away_chapters:
        item = author.away_chapters.pop()
        item.file = file.content_id
        half = len(section.items) // 2
        new = Section(item=item, module=section.module, items=section.items[half:])
        section.items = section.items[:half]
        file.sections.insert(file.sections.index(section) + 1, new)


def merge_chapters(author: Author, number: int) -> None:
    """Delete a chapter and give its items to the one before it."""
    file = author.files[number % len(author.files)]
    if len(file.sections) > 1 and not file.is_deleted:
        section = file.sections.pop()
        author.away_chapters.append(section.item)
        for item in section.items:
            author.put(item, file.sections[-1])


def replace_chapter(author: Author, number: int) -> None:
    """Say other things under a new title, and leave the items where they are."""
    section = author.sections[number % len(author.sections)]
    if author.away_chapters:
        item = author.away_chapters.pop(0)
        item.file = section.item.file
        author.away_chapters.append(section.item)
        section.item = item


def delete_file(author: Author, number: int) -> None:
    """Delete a content file, or put the one back that was deleted."""
    deleted = [file for file in author.files if file.is_deleted]
    for file in deleted:
        file.is_deleted = False
    if not deleted:
        author.files[number % len(author.files)].is_deleted = True


def rename_file(author: Author, number: int) -> None:
    """Rename a content file, and forget to say what it was."""
    file = author.files[number % len(author.files)]
    if not file.is_deleted:
        file.stem = f"{file.content_id}-{number}"
        file.is_id_forgotten = True


def retag(author: Author, number: int) -> None:
    """Add a tag, or remove it."""
    item = _pick(author, number)
    tag = TAGS[number % len(TAGS)]
    if tag in item.tags:
        item.tags.remove(tag)
    else:
        item.tags.append(tag)


def shift_time(author: Author, number: int) -> None:
    """Give an item another time, or the chapter's."""
    _pick(author, number).minute = number % 15 or None


def add_extra(author: Author, number: int) -> None:
    """Change what is shown small."""
    item = _pick(author, number)
    item.extra = "" if item.extra else "See chapter two."
    item.hint = "" if item.hint and number % 2 else "Think."


def change_mark(author: Author, number: int) -> None:
    """Make a word or two of a summary blanks, or no blanks any more."""
    item = author.sections[number % len(author.sections)].item
    words = item.words
    item.marks ^= {words[number % len(words)], words[number // 7 % len(words)]}


def toggle_reverse(author: Author, number: int) -> None:
    """Ask for a topic's term as well, or no more."""
    item = _pick(author, number, Kind.TOPIC)
    item.is_reverse = not item.is_reverse


def mention(author: Author, number: int) -> None:
    """Mention a topic in another chapter too, or no more."""
    item = _pick(author, number, Kind.TOPIC)
    item.mention = None if item.mention is not None else number % len(author.sections)


def set_identifier(author: Author, number: int) -> None:
    """Give an item an `id`, or take it away."""
    item = _pick(author, number)
    item.identifier = "" if item.identifier else f"fact-{item.number}"


def change_identifier(author: Author, number: int) -> None:
    """Give an item another `id`, if it has one."""
    item = _pick(author, number)
    if item.identifier:
        item.identifier = f"matter-{item.number}"


def _replace(author: Author, number: int, new: Item) -> None:
    section = _filled(author, number)
    place = number % len(section.items)
    author.away.remove(new)
    author.away.append(section.items.pop(place))
    author.put(new, section, place)


def _pick(author: Author, number: int, kind: Kind | None = None) -> Item:
    """Give a live item, of a kind if there is one of it."""
    live = [item for item in author.live if kind in {None, item.kind}] or author.live
    return live[number % len(live)]


def _filled(author: Author, number: int) -> Section:
    """Give a chapter that has items; there always is one, or one is put in."""
    if not any(section.items for section in author.sections):
        author.put(author.away.pop(), author.sections[0])
    filled = [section for section in author.sections if section.items]
    return filled[number % len(filled)]


def _new_title(author: Author) -> str:
    title = author.titles.pop(0)
    author.titles.append(f"{title} again")
    return title


EDITS: dict[str, Callable[[Author, int], None]] = {
    name: edit
    for name, edit in sorted(vars(sys.modules[__name__]).items())
    if name[0].islower() and getattr(edit, "__module__", "") == __name__
}
"""All edits, by name."""
