# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""Which language a text is in, where that is clear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.text.language_detection import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where does the river rise, and which of the lakes does it cross on its way?", "en"),
        ("Wo entspringt der Fluss, und welche Seen liegen auf dem Weg zu der Mündung?", "de"),
        ("Où naît le fleuve, et dans quel lac est la plus grande île du pays ?", "fr"),
        ("¿Dónde nace el río y en qué lago está la isla más grande del país?", "es"),
        ("Dove nasce il fiume e in quale lago è la più grande delle isole? Come si chiama?", "it"),
        ("Onde nasce o rio e em que lago está a maior das ilhas? Não é com as outras.", "pt"),
        ("Skąd się bierze rzeka i gdzie jest jej źródło? Nie jest to jezioro na północy.", "pl"),
        (
            "Откуда берёт начало река, и где же самое большое озеро? Что оно и как возникло?",
            "ru",
        ),
        ("Звідки бере початок річка і де найбільше озеро її басейну?", "uk"),
        ("Sông bắt nguồn từ đâu và hồ nào lớn nhất?", "vi"),
        ("من أين ينبع النهر وما هي أكبر بحيرة في البلاد التي تقع على الطريق؟", "ar"),
        ("رودخانه از کجا سرچشمه می‌گیرد و بزرگ‌ترین دریاچه کدام است؟", "fa"),
        ("नदी कहाँ से निकलती है और सबसे बड़ी झील कौन सी है?", "hi"),
        ("แม่น้ำเกิดจากที่ไหน", "th"),
        ("川はどこから流れてくるのか", "ja"),
        ("光合成（GPU）のしくみ", "ja"),
        ("河流从哪里发源，流经哪些湖泊", "zh"),
        ("강은 어디에서 시작되는가", "ko"),
        ("πού πηγάζει ο ποταμός", "el"),
        ("היכן מתחיל הנהר", "he"),
        ("", ""),
        ("Alps", ""),
        ("Alps Lake Constance Rotterdam", ""),
        ("sehen, sieht, sah: to see; gehen, geht, ging: to go", ""),
        ("水 water, 火 fire, 木 tree, 金 gold", ""),
        ("Kde pramení řeka a které jezero je největší v zemi?", ""),
        ("12:03 0x1F 2026", ""),
    ],
)
def test_a_language_is_told_where_it_is_clear(text: str, language: str) -> None:
    assert detect_language(text) == language


@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert detect_language(text) in {"", detect_language(f"{text}\n")}
