"""`check --fix`: small edits that change one thing and nothing else, shown before they are made."""

from pathlib import Path

import pytest

from tests.command import flashcards

START = "title: A\nchapters:\n  - title: One   # of two\n    time: 0:00 - 4:00\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def _fix(project: Path, text: str) -> str:
    path = project / "content" / "a.yaml"
    path.write_bytes(text.encode())
    flashcards(project, "check", "--fix", "--yes", "--quiet")
    return path.read_bytes().decode()


def _fix_items(project: Path, items: str) -> str:
    return _fix(project, START + items).removeprefix(START)


@pytest.mark.parametrize(
    ("items", "mended"),
    [
        (
            "    questions:\n      - question: Who?\n        answer: Emma. She was first.  # so\n",
            (
                "    questions:\n      - question: Who?\n        answer: Emma.  # so\n"
                "        extra: She was first.\n"
            ),
        ),
        (
            "    questions:\n      - {question: Who?, answer: 'Emma''s cat. Not Bea.', at: 0:30}\n",
            (
                "    questions:\n"
                "      - {question: Who?, answer: 'Emma''s cat.', extra: 'Not Bea.', at: 0:30}\n"
            ),
        ),
        (
            "    topics:\n      Photon: Quantum of light. It has no mass.\n",
            (
                "    topics:\n      Photon:\n        definition: Quantum of light.\n"
                "        extra: It has no mass.\n"
            ),
        ),
        (
            '    summary: "Nvidia\'S ==Gpus== and Openai"\n',
            '    summary: "Nvidia\'s ==GPUs== and OpenAI"\n',
        ),
        (
            "    questions: [{question: 'What is \\(x^2\\)?', answer: \"\\\\( 9 \\\\)\"}]\n",
            "    questions: [{question: 'What is $x^2$?', answer: \"$9$\"}]\n",
        ),
        (
            '    questions: [{question: "What is $\\theta$?", answer: theta}]\n',
            "    questions: [{question: 'What is $\\theta$?', answer: theta}]\n",
        ),
        (
            (
                "    questions:\n      - question: What does a photon carry?\n"
                "        answer: 'Energy and momentum, but no charge and no mass…'  # so\n"
            ),
            (
                "    questions:\n      - question: What does a photon carry?\n"
                "        answer: 'Energy and momentum, but no charge and no mass'  # so\n"
            ),
        ),
        (
            "    questions:\n      - question: Who wrote song #5 of it?\n        answer: Ann\n",
            "    questions:\n      - question: 'Who wrote song #5 of it?'\n        answer: Ann\n",
        ),
        (
            "    topics:\n      Gpu: 'Gpus, a [Gpu](https://a.org/Gpu), \"Ml Llms\", `Gpu`, a.org://Gpu'\n",
            "    topics:\n      GPU: 'GPUs, a [GPU](https://a.org/Gpu), \"Ml Llms\", `Gpu`, a.org://Gpu'\n",
        ),
    ],
    ids="block flow topic case math backslash dots comment addresses".split(),
)
def test_a_mend_changes_its_place_and_nothing_else(project: Path, items: str, mended: str) -> None:
    assert _fix_items(project, items) == mended
    assert _fix_items(project, mended) == mended


@pytest.mark.parametrize(
    "items",
    [
        "    questions: [{question: Who?, answer: Emma. Bea., allow: [answer-multi]}]\n",
        "    questions: [{question: Who?, answer: Emma. Bea., extra: Both.}]\n",
        '    questions: [{question: Who?, answer: "Emma.\\n\\n Bea."}]\n',
        "    questions: [{question: Who?, answer: '**Emma.** Not Bea.'}]\n",
        "    questions: [{question: 'What costs $5 or \\(x\\)?', answer: Tea}]\n",
        "    questions: [{question: 'Is it `Llms` or \"Ml\"?', answer: Neither}]\n",
        "    questions: [{question: 'Which price is \\(5\\)0?', answer: Tea}]\n",
    ],
    ids="excused extra folded markup dollar code price".split(),
)
def test_what_is_not_sure_is_left_to_the_author(project: Path, items: str) -> None:
    assert _fix_items(project, items) == items


def test_line_ends_and_a_byte_order_mark_stay(project: Path) -> None:
    text = f"{START}    questions:\n      - question: Who?\n        answer: Emma. Not Bea.\n"
    mended = _fix(project, "\ufeff" + text.replace("\n", "\r\n"))
    assert mended == "\ufeff" + text.replace(
        "Emma. Not Bea.", "Emma.\n        extra: Not Bea."
    ).replace("\n", "\r\n")


def test_the_diff_is_shown_and_nothing_written_where_nobody_can_be_asked(project: Path) -> None:
    text = f"{START}    summary: Nvidia'S ==chips==\n"
    path = project / "content" / "a.yaml"
    path.write_text(text, encoding="utf-8")
    done = flashcards(project, "check", "--fix", "--quiet")
    assert done.stderr.splitlines() == [
        "--- content/a.yaml",
        "+++ content/a.yaml",
        "@@ -4,2 +4,2 @@",
        "     time: 0:00 - 4:00",
        "-    summary: Nvidia'S ==chips==",
        "+    summary: Nvidia's ==chips==",
        "",
        "1 edit in 1 file not written; `--yes` writes without asking",
        "",
    ]
    assert path.read_text(encoding="utf-8") == text


def test_a_rule_that_is_off_mends_nothing(project: Path) -> None:
    text = f"check: {{text-hygiene: off}}\n{START}    summary: Nvidia'S ==chips==\n"
    assert _fix(project, text) == text


def test_yes_without_fix_is_no_usage(project: Path) -> None:
    done = flashcards(project, "check", "--yes")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "Error: --yes goes with --fix")
