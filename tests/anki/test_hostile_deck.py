"""Content that means harm, in Anki's real engine: it shows as text, and nothing more."""

import re
from pathlib import Path

from tests.anki.engine import import_package, open_collection
from tests.support import build_files

HOSTILE = r"""
title: "<script>alert('title')</script> {{Question}}"
url: "https://a.example/x?a=1&b=<script>"
modules:
  - title: "<img src=x onerror=alert(1)> {{FrontSide}}"
    chapters:
      - title: "{{c1::chapter}} <iframe src=//evil.example></iframe>"
        time: 0:00
        summary: "A ==blank }} {{c9::x}} <script>alert(2)</script>== and {{c2::y}} [sound:x.mp3]."
        topics:
          "{{Term}} <b onclick=alert(3)>": "[latex]\\input{/etc/passwd}[/latex] [$]x[/$]"
        questions:
          - question: "[click](javascript:alert(4)) <svg onload=alert(5)> {{Answer}}"
            answer: "<style>body{background:url(//evil.example)}</style> <a href='vbscript:x'>y</a>"
            hint: "<form action=//evil.example><input></form>"
            extra: "<div style='background:url(//evil.example)'>x</div> {{#Answer}}no{{/Answer}}"
"""


def test_hostile_content_is_inert_in_anki(tmp_path: Path) -> None:
    (tmp_path / "hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    (package,) = build_files([tmp_path / "hostile.yaml"], tmp_path / "decks")
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, package)
        assert collection.card_count() == 3
        for card_id in collection.find_cards(""):
            output = collection.get_card(card_id).render_output()
            for side in (output.question_text, output.answer_text):
                tags = re.findall(r"<[^>]*>", side)
                assert not [
                    tag for tag in tags if re.search(r"<(script|iframe|svg|style|form)", tag)
                ]
                assert not [tag for tag in tags if re.search(r"\son\w+=|javascript:|url\(", tag)]
                assert "Unknown field" not in side
            assert list(output.question_av_tags) == []
            assert list(output.answer_av_tags) == []
        note = collection.get_note(collection.find_notes('"note:Flashcards Question"')[0])
        assert "{{" not in "".join(note.fields)
        assert "[latex]" not in "".join(note.fields)
