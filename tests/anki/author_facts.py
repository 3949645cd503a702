"""What an author may know: questions, terms and chapters, with words to say them otherwise."""

# Neighbours among them are look-alikes: one must never inherit the other's history.
QUESTIONS = (
    ("What is the capital of Norway?", "Oslo"),
    ("What is the capital of Sweden?", "Stockholm"),
    ("What does the left ventricle do?", "Pumps blood into the aorta"),
    ("What does the right ventricle do?", "Pumps blood into the pulmonary artery"),
    (
        "Why do large batches speed training up?",
        "Many examples share one pass over the weights, so hardware idles less.",
    ),
    (
        "How does a cache help a decoder?",
        "Keys and values of earlier tokens are stored, and computed only once each.",
    ),
    ("When was the transistor invented?", "In 1947 at Bell Labs"),
    ("When was the telephone invented?", "In 1876"),
)
TOPICS = (
    ("Type I error", "Rejecting a null hypothesis that is in truth correct, a false alarm."),
    ("Type II error", "Keeping a null hypothesis that is in truth wrong, a missed alarm."),
    ("Entropy", "How uncertain an outcome is."),
    ("Scaling laws", "Power laws that predict loss from parameters, data and compute together."),
    ("Sparse experts", "Routing each token through a few of many feed-forward parts of a model."),
)
CHAPTERS = (
    ("Opening", "Light needs glass, {water} and {sand} to bend, while {sound} takes any {medium}."),
    ("Harbour", "Ships carry {grain}, {timber} and {copper}, and every captain keeps a {ledger}."),
    ("Workshop", "A violin has {spruce} on top, {maple} below, and {ebony} under the fingers."),
    ("Weather", "Clouds are {droplets}."),
    ("Bakery", "Yeast eats {sugar}."),
    ("Stage", "Actors {rehearse} at night."),
)
FILES = ("video", "sequel")
MODULES = ("First steps", "Deep water")
PREFIXES = ("Remind me:", "In short,", "Be precise:")
SYNONYMS = (
    ("What", "Which"),
    ("large", "big"),
    ("invented", "devised"),
    ("uncertain", "unpredictable"),
    ("captain", "skipper"),
    ("Pumps", "Drives"),
    ("stored", "remembered"),
    ("alarm", "alert"),
)
NEW_TITLES = ("Prelude", "Quay and crane", "Bench and bow", "Coda")
TAGS = ("hard", "exam", "later")
