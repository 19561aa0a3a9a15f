"""Reading the marked texts of tests/dates/corpus and comparing them with what is read."""

import hashlib
import re
from pathlib import Path

from generator.annotate.dates import read_dates
from generator.edtf import parse_edtf

CORPUS = Path(__file__).parent / "corpus"
MARK = re.compile(r"\[\[(.+?)\|([^|\]]+)\|(\[[^\]]*\]|[^\]]+)\]\]")


def files():
    return sorted(CORPUS.glob("*.txt"))


def digest():
    """One hash over all files, so that nobody changes the gold unnoticed."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in files())).hexdigest()


def load(path):
    """The article's day, its plain text, and the gold as (start, end, value, edtf)."""
    head, body = path.read_text("utf-8").split("\n\n", 1)
    text, gold, position = "", [], 0
    for match in MARK.finditer(body):
        text += body[position : match.start()]
        gold.append((len(text), len(text) + len(match[1]), match[2], match[3]))
        text += match[1]
        position = match.end()
    return parse_edtf(head.removeprefix("date: ")), text + body[position:], gold


def score():
    """F1 in percent of spans, values and EDTF over the whole corpus."""
    gold_count = system_count = 0
    right = {"span": 0, "value": 0, "edtf": 0}
    for path in files():
        reference, text, gold = load(path)
        found = {(item.start, item.end): item for item in read_dates(text, (), reference)}
        gold_count, system_count = gold_count + len(gold), system_count + len(found)
        for start, end, value, edtf in gold:
            item = found.get((start, end))
            if item:
                right["span"] += 1
                right["value"] += item.value == value
                right["edtf"] += (item.edtf.text if item.edtf else "-") == edtf
    return {key: 200 * count / (gold_count + system_count) for key, count in right.items()}
