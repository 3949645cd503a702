# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""The lines above a list that say what it is: chapters, another list, or a part of the chapters.

In the languages in which most videos have such lists; a line in another says nothing.
"""

import re

_CHAPTERS = (
    r"(?:(?:video|episode|course|lesson|podcast|key|in this \w+) )?"
    r"(?:chapters?|time ?stamps?|time ?codes?|outline|table of contents|contents|index|time ?line|"
    r"moments)|"
    r"kapitel|inhalt(?:sverzeichnis)?|zeitmarken|chapitres|sommaire|cap[ií]tulos|[ií]ndice|"
    r"contenido|"
    r"minutagem|sum[áa]rio|capitoli|inhoud(?:sopgave)?|hoofdstukken|spis treści|rozdziały|"
    r"bölümler|i̇?çindekiler|daftar isi|mục lục|тайм-?коды?|тайм-?коди|содержание|оглавление|"
    r"главы|зміст|розділи|"
    r"المحاور|الفهرس|الفصول|فهرس|محتويات|فهرست|סימני זמן|תוכן|अध्याय|विषय[- ]सूची|"
    r"สารบัญ|목차|타임라인|타임스탬프|챕터"
)
_CHAPTERS_UNSPACED = (
    "目次|もくじ|目录|目錄|章节|章節|チャプター|タイムスタンプ|タイムライン|"
    "时间轴|時間軸|时间线|时间戳|時間戳"
)
_OTHER = (
    r"songs?|music|tracks?|track ?list|playlist|schedule|credits|corrections?|errata|"
    r"references|sources|"
    r"musik|quellen|korrektur(?:en)?|musique|références|m[úu]sicas?|canciones|fuentes|fontes|musica|"
    r"fonti|muzyka|źródła|müzik|kaynaklar|музыка|треклист|плейлист|источники|музика|джерела|"
    r"الموسيقى|المصادر|المراجع|موسیقی|منابع|संगीत|स्रोत|เพลง|음악|수록곡|출처"
)
_TRANSCRIPT = (
    r"transcripts?|transkript|transcription|transcripci[óo]n|transcri[çc][ãa]o|trascrizione|"
    r"transcriptie|transkrypcja|стенограмма|расшифровка|транскрипт|النص الكامل|प्रतिलेख|"
    r"文字起こし|字幕|逐字稿|文字稿|转录|轉錄|스크립트|자막|녹취록"
)
_NOTES = (
    r"(?:show ?|episode ?|video ?)?notes|description|links|summary|overview|about|"
    r"key ?(?:points|takeaways)|highlights|tl;?dr|notizen|beschreibung|notas|résumé|описание|"
    r"заметки|"
    r"概要|笔记|筆記|摘要|总结|總結|メモ|요약"
)
_OTHER_UNSPACED = (
    "BGM|楽曲|曲目|曲名|音楽|音乐|音樂|歌单|歌單|セットリスト|参考文献|参考资料|參考資料|"
    "クレジット|訂正|勘误|勘誤|スケジュール|日程"
)
_LABEL = re.compile(
    rf"\W*(?:(?:{_CHAPTERS})\b.{{0,30}}|.{{0,6}}(?:{_CHAPTERS_UNSPACED}).{{0,20}}|"
    rf"(?P<other>(?:\S+ ){{0,3}}?(?:{_OTHER})(?: \S+){{0,3}}|"
    rf"\S{{0,6}}(?:{_OTHER_UNSPACED})\S{{0,6}}))\W*",
    re.IGNORECASE,
)
_TRANSCRIPT_LABEL = re.compile(
    rf"\W*(?:(?:full|auto\S*|complete|episode|video) )?(?:{_TRANSCRIPT})(?: \S{{1,20}})?\W*",
    re.IGNORECASE,
)
_NOTES_LABEL = re.compile(rf"\W*(?:\w{{1,12}} )?(?:{_NOTES})\W*", re.IGNORECASE)
_PART = re.compile(
    r"(?:part|video|section|module|unit|week|day|lesson|act|teil|abschnitt|modul|partie|parte|módulo|"
    r"modulo|część|bölüm|bagian|phần|часть|раздел|модуль|частина|розділ|भाग|ตอนที่)\s+"
    r"(?:[0-9]{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)\b.*|"
    r"第\s?[0-9０-９一二三四五六七八九十百]{1,4}\s?[部章編编篇课課講讲回节節集].*|"
    r"제?\s?[0-9]{1,3}\s?[부장강].*|(?:الجزء|الفصل|الوحدة|القسم|بخش|فصل)\s.*",
    re.IGNORECASE,
)


def is_label(text: str) -> bool:
    """Whether a line says what kind of text is below it."""
    return any(each.fullmatch(text) for each in (_LABEL, _TRANSCRIPT_LABEL, _NOTES_LABEL))


def judge_label(text: str) -> int:
    """Give 1 for a line like `Chapters`, -1 for one that names another list, 0 for any other.

    One like `Transcript` gives -2.
    """
    if _TRANSCRIPT_LABEL.fullmatch(text):
        return -2
    label = _LABEL.fullmatch(text)
    return 0 if label is None else -1 if label["other"] else 1


def names_part(text: str) -> bool:
    """Whether a heading begins as `Part 2` does."""
    return _PART.fullmatch(text) is not None
