"""Fenced code with a language, coloured by Pygments' classes; the style sheet has their colours."""

import re
from html import unescape

_FENCED = re.compile(r'<pre><code class="language-([^"\s]+)[^"]*">(.*?)</code></pre>', re.DOTALL)


def hold_code(html: str, held: list[str]) -> str:
    """Take fenced code of a known language out of HTML before it is sanitised, highlighted.

    What is taken out is added to `held`, and its place marked for `held.release`.
    """

    def hold(block: re.Match[str]) -> str:
        highlighted = _highlight(unescape(block[2]), unescape(block[1]))
        if highlighted is None:
            return block[0]
        held.append(f"<pre><code>{highlighted}</code></pre>")
        return f"\x0e{len(held) - 1}\x0f"

    return _FENCED.sub(hold, html) if "<code class=" in html else html


def _highlight(source: str, language: str) -> str | None:
    """Colour code by its language; `None` when Pygments doesn't know it."""
    from pygments import highlight  # noqa: PLC0415 - slow to import, and few decks have code
    from pygments.formatters import HtmlFormatter  # noqa: PLC0415 - as above
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - as above
    from pygments.util import ClassNotFound  # noqa: PLC0415 - as above

    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
    return str(highlight(source, lexer, HtmlFormatter(nowrap=True))).rstrip("\n") + "\n"
