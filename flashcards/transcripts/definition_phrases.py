"""How people say in English what a thing is, and what else they say in the same words: patterns."""

import re

_WHO = (
    r"(?:we|they|you|people|i|one|everyone|everybody|scientists|engineers|experts|researchers"
    r"|physicists|chemists|biologists|economists|mathematicians|programmers|doctors|historians"
    r"|linguists|philosophers|some(?:\s+people)?|many(?:\s+people)?)"
)
_OFTEN = (
    r"(?:(?:now|also|often|usually|sometimes|commonly|generally|just|simply|then|typically"
    r"|technically|formally|all|would|might|could|can|will|'ll|like\s+to|do|in\s+the\s+trade)\s+)*"
)
_BE = r"(?:is|are|was|were|'s|'re|be|been|being|gets?|got)"
_THE = r"(?:(?:the|a|an|your|its|our|their)\s+)?"
_ONE = r"(?:this|that|it|these|those|them|all\s+(?:of\s+)?(?:this|that|these|those|it)|both)"
_MERELY = (
    r"(?:(?:just|simply|basically|really|essentially|nothing\s+(?:more\s+than|but|else\s+than)|only"
    r"|actually|in\s+fact|roughly|therefore|then|also|by\s+definition|all|a\s+fancy\s+word\s+for"
    r"|merely),?\s+)*"
)

NAMED = re.compile(
    rf"""
    \bso[- ]called\s
  | \b(?:called|termed|nicknamed|dubbed)\s+{_THE}
  | \b(?:known|referred\s+to)\s+(?:\w+ly\s+)?as\s+{_THE}
  | \bgo(?:es|ing)?\s+(?:by|under)\s+the\s+names?\s+(?:of\s+)?{_THE}
  | \b(?:name|term|word|expression|phrase)\s+for\s+(?:this|that|it|these|such\s+\w+)\s+
      {_BE}\s+{_THE}
  | \b(?:what|which|(?<!way\ )that|something)\s+{_WHO}\s+{_OFTEN}
      (?:call|name|term|refer\s+to\s+as)\s+{_THE}
  | \b{_WHO}\s+{_OFTEN}(?:call|name|term)\s+
      (?: {_ONE}\s+(?:\w+\s+){{1,3}}?(?:the|an?)\s+
        | such(?:\s+an?)?\s+\w+\s+{_THE}
        | {_ONE}\s+{_THE} )
  | \b{_WHO}\s+{_OFTEN}refer\s+to\s+(?:\w+\s+){{1,5}}?as\s+{_THE}
  | \bspeak\s+of\s+{_THE}
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a name that is given."""

IS_A = re.compile(
    r"(?:(?P<article>an?|the)\s+)?(?P<term>(?:[^\s,.;:?!]+\s+){1,5}?)"
    rf"(?:(?:is|are)\s+|(?<=\w)'s\s+){_MERELY}"
    r"(?P<what>(?:an?|the|any|some|one|what|when|where|how|another)\s+.{12,})",
    re.IGNORECASE | re.DOTALL,
)
"""`A moulin is a shaft that ...`, from a sentence's start, and what it says of the thing."""

MEANS = re.compile(
    r"(?:(?:by|when\s+(?:i|we|they|people)\s+(?:say|talk\s+about|speak\s+of))\s+)?"
    r"(?:an?\s+|the\s+)?(?P<term>(?:[^\s,.;:?!]+\s+){0,4}?[^\s,.;:?!]+),?\s+"
    rf"{_MERELY}(?:means?|refers?\s+to|{_WHO}\s+mean)\s+(?!that\b)(?P<what>.{{15,}})",
    re.IGNORECASE | re.DOTALL,
)
"""`By drift we mean ...`, from a sentence's start."""

THAT_IS = re.compile(
    r"(?:\A|[,;:]\s+(?:and\s+|so\s+)?|\b(?:and|so)\s+)(?:that|this|these|those)"
    rf"(?:'s|\s+is|\s+are|\s+was)\s+{_MERELY}"
    r"(?:an?\s+|the\s+|its\s+|our\s+)?(?P<term>[^,.;:?!]{3,50})(?P<end>[,.;:?!]|\Z)",
    re.IGNORECASE,
)
"""`And that's a moulin.`"""

OPENING = re.compile(
    r"(?:(?:so|now|well|and|but|okay|ok|right|alright|all\s+right|yes|yeah|oh|remember|basically"
    r"|essentially|actually|first(?:\s+of\s+all)?|again|in\s+other\s+words|you\s+see|of\s+course"
    r"|for\s+us|then|also|see)[,.]?\s+)*",
    re.IGNORECASE,
)
"""What speakers begin a sentence with, whatever it says."""

TELLS_APART = re.compile(
    r"\b(?:that|which|who|whose|where|when|made|used|between|by\s+which|in\s+which|with|without"
    r"|designed|called|built|from|for|to)\b"
    r"|\b(?:kind|sort|type|form|piece|part|way|measure|number|set|collection)\s+of\b"
    r"|\b\w+(?:ed|ing)\s+(?:by|for|in|of|with)\b",
    re.IGNORECASE,
)
"""What a definition goes on with: it says which of its kind a thing is."""

ADDED = re.compile(
    r",?\s+(?:and|but|so)\s+(?:it|it's|this|that|that's|they|they're|there|there's|the|now|we|you"
    r"|i|from|what|if|when|as)\b|,\s+(?:which|right|so|okay)\b",
    re.IGNORECASE,
)
"""How a sentence goes on when it has said what a thing is."""

WHICH_IS = re.compile(
    rf",?\s+(?:which|that)(?:\s+(?:is|are|means?)|'s)\s+{_MERELY}(?P<what>[^.;:!?]{{12,}})",
    re.IGNORECASE,
)
"""What goes on behind a name: `an eigenvalue, which is the factor by which ...`."""

SUBJECT = re.compile(
    r"(?P<what>.{12,}?),?\s+(?:is|are|was|were)(?:\s+\w+ly)?\s*", re.IGNORECASE | re.DOTALL
)
"""What is then called something: `Snow that has survived a summer is (called firn)`."""

UNCLEAR = re.compile(
    r"[,;:]|\b(?:this|these|those|it|its|i|i'm|i've|my|he|she|one\Z)\b"
    r"|\A(?:that|they|them|such|which|there|here|if|when|where|as)\b|\b(?:an?|the|you|we)\s*\Z",
    re.IGNORECASE,
)
"""What a part of a sentence has that doesn't stand for itself."""

POINTING = re.compile(
    r"[\"'(]*(?:(?:so|and|now|well|but|then|or|right|yes|okay)[, ]+)*"
    r"(?:this|that|these|those|it|its|they|them|such|here|which|both|everybody|we|people"
    r"|the\s+\w+|you)\b",
    re.IGNORECASE,
)
"""How a sentence starts that is understood with the one before it."""

NEGATED = re.compile(r"\b(?:not|n't|never|don't|nobody)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)

PERSON = re.compile(
    r"\b(?:man|woman|guy|person|friend|friends|colleague|colleagues|boy|girl|son|daughter|wife"
    r"|husband|brother|sister|uncle|aunt|dog|cat|company|firm|book|film|movie|song|town|village"
    r"|city|pub|ship|boat|show|podcast|channel|startup|student|teacher|professor|doctor|cousin"
    r"|fellow|chap|gentleman|lady|somebody|someone|family|paper|article|magazine|newspaper"
    r"|programme|novel|website|site|app|video|series|lecture|course|episode)s?"
    r"(?:\s+(?:of\s+(?:mine|his|hers|ours|theirs|my\s+\w+)|who\s+was|who\s+is|who's|that\s+was"
    r"|that's|which\s+was|he|she|was|is|there))*\s*,?\s*\Z",
    re.IGNORECASE,
)
"""What is called by a name of its own, which is no term."""

NUMBER = re.compile(
    r"(?:\d.*|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty(?:-\w+)?)\Z",
    re.IGNORECASE,
)

NO_TERM = frozenset(
    """
    anyone anything answer beginning case day days end enough everyone everybody everything example
    fact fun goal guy guys here idea ideas life lot lots luck man men moment name names nobody none
    nothing ones other others person place point problem question reason somebody someone something
    story stuff term there thing things time today tomorrow way ways woman women word words work
    """.split()
)
"""What such phrases are said of in everyday talk."""

JOINING = frozenset("since though although while whereas until unless besides him her hers".split())
"""Words with which a sentence goes on behind a name."""
