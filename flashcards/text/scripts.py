"""Scripts that put no blanks between words, or join other words to one; as classes of patterns."""

UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e3f-\u0e46\u0e81-\u0ea0\u0ea1-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6"
    "\u0f40-\u0f6c\u1000-\u102a\u1780-\u17b3\u3005-\u3007\u3041-\u3096\u309d\u309e\u3400-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts that put no blank between words: Thai, Lao, Tibetan, Burmese, Khmer, hiragana
and Chinese characters. Katakana is apart: what is written in it begins and ends with it."""

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HIRAGANA = "\u3041-\u309f"
KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"
SOUTH_EAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"
"""Thai, Lao, Burmese and Khmer."""

KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
PARTICLES = tuple(
    (
        "은 는 이 가 을 를 의 에 에서 에게 께 께서 한테 로 으로 와 과 랑 이랑 도 "
        "만 까지 부터 마다 조차 보다 처럼 같이 이나 나 라고 이라고 란 이란 라는 "
        "이라는 인 일 이다 이며 이고 이자 입니다 이라 들 들은 들이 들을 들의 에는 "
        "에서는 으로는 로는 으로서 로서 으로써 로써 와의 과의 에도 과는 와는 "
    ).split()
)
"""What Korean joins to the end of a noun."""

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903"
    "\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0acd"
    "\u0b01-\u0b4d\u0b82-\u0bcd\u0c00-\u0c4d\u0c81-\u0ccd\u0d00-\u0d4d\u0d81-\u0ddf"
)
"""Marks that belong to the letter before them, in scripts with blanks; Python's `\\w` has none."""

UNSPACED_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u0f90-\u0fbc"
    "\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
)
"""Marks in scripts without blanks."""
