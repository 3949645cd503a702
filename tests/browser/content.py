"""Content files made for pages."""

VIDEO = """\
title: A video
url: https://www.youtube.com/watch?v=abc
duration: 4:25:04
tags: [science]
modules:
  - title: First module
    chapters:
      - title: One
        time: 0:00 - 1:00:00
        summary: The sky is ==blue== and the sea is ==wide==.
        topics:
          Café: {definition: A house of coffee., reverse: true, hint: Drink *there*., at: 1:00}
        questions:
          - question: Why $e^{i\\pi}$?
            answer: Because <foo>.
            extra: More.
            at: 2:00
      - title: Two
        time: 1:00:00 - 4:24:48
        questions:
          - question: What is `2 + 2`?
            answer: "Four:\\n\\n- one\\n- three"
  - title: Conclusion
    chapters:
      - title: Conclusion
        time: 4:24:48 - 4:25:04
        topics:
          End: The last.
"""
"""Seven cards: two blanks, a topic asked both ways, two questions, a last topic. One warning."""


def make_large(cards: int) -> str:
    """Make a content file of many questions in 20 chapters."""
    each = cards // 20
    lines = ["title: Large", "chapters:"]
    for chapter in range(20):
        lines += [f"  - title: Chapter {chapter}", f"    time: {chapter}:00:00", "    questions:"]
        for number in range(each):
            text = f"Chapter {chapter}, question {number}: what did the guest say of it, and why?"
            lines.append(f'      - {{question: "{text}", answer: "Answer {chapter}-{number}."}}')
    return "\n".join(lines) + "\n"
