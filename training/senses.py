"""Learns which English verb a word stands for, from official texts that say the same in two languages.

The acts of a paragraph in another language are paired with those of the English one where there are as many. For each
verb of that language's lexicon which stands for several English ones, a logistic regression weighs the words after it
(operative/meaning/senses.py says which). Verbs that languages don't keep apart count as one. Printed is the share of
right verbs in each session when the other two are learned from: with the lexicon alone, and with what was learned.

    python -m training.senses SHARED [LANGUAGE...]
"""

from __future__ import annotations

import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import operative
from operative import languages, reading, structure
from operative.languages import CODES
from operative.meaning.clauses import Clause, clauses, paragraphs
from operative.meaning.phrases import phrases
from operative.meaning.senses import Sense, chosen, features, table

Clauses = dict[tuple[str, str], list[Clause]]  # by symbol and paragraph
Senses = dict[str, list[Sense]]  # by the lexicon's verb

OUT = Path(operative.__file__).parent / "languages" / "senses"
REGULAR = ("75", "76", "77")  # the sessions whose texts there are
RARE = 8  # times that a sense must have been met
WORTH = 15  # times that the lexicon's verb must have been wrong, for a verb to be learned
LEAST = 0.15  # weights that are nearer to nothing are left out
GAIN = 0.005  # of the share of right verbs in a session not learned from, for a language's senses to be kept
MET = 3  # times that a feature must have been met
# Verbs that languages don't keep apart: one stands for all.
ALIKE = (
    "stress emphasize underline underscore highlight",
    "request invite",
    "urge call_upon appeal exhort call_for",
    "note take_note observe",
    "recognize acknowledge",
    "reaffirm reiterate affirm confirm",
    "express_concern note_with_concern be_concerned remain_concerned express_alarm",
    "welcome express_appreciation commend appreciate express_gratitude pay_tribute",
    "condemn deplore",
    "recall bear_in_mind",
    "endorse approve support",
    "express_conviction be_convinced consider express_belief",
)
ONE_OF = {verb.replace("_", " "): row.split()[0].replace("_", " ") for row in ALIKE for verb in row.split()}
WITH = (" with appreciation", " with satisfaction", " with interest", " with gratitude")


class Example(NamedTuple):
    """A verb as the lexicon gives it, what it was in English, and the words that should tell."""

    session: str
    verb: str
    english: str
    features: dict[str, float]


def kind(verb: str) -> str:
    """The verb that stands for all that languages don't keep apart from this one."""
    for ending in WITH:
        verb = verb.removesuffix(ending)
    return ONE_OF.get(verb, verb)


def read(shared: Path, code: str) -> Clauses:
    """The clauses of all official texts of a language, by symbol and paragraph."""
    found: Clauses = {}
    for archive in sorted((shared / "corpus" / "akn4un").glob("*.zip")):
        with zipfile.ZipFile(archive) as files:
            for name in files.namelist():
                if f"/{code}/" not in name or not name.endswith(".xml"):
                    continue
                for document in reading.read_all(files.read(name)):
                    record = structure.build(document, code)
                    for clause in clauses(paragraphs(record.blocks, phrases(code))):
                        found.setdefault((record.symbol or "", clause.paragraph.block.id), []).append(clause)
    return found


def paired(english: Clauses, other: Clauses, code: str) -> Iterator[Example]:
    """An example of each verb whose paragraph has as many acts in English."""
    spaced = languages.load(code).writing.spaced
    for place, acts in other.items():
        same = english.get(place, [])
        if len(same) != len(acts):
            continue
        for act, original in zip(acts, same, strict=True):
            surface = act.paragraph.text[act.start : act.said]
            said = dict.fromkeys(features(surface, act.words, spaced=spaced), 1.0)
            yield Example(place[0].split("/")[2][:2], act.verb, original.verb, said)


def learned(examples: Sequence[Example]) -> list[Sense]:
    """The senses of one verb, each as the English verb most met of its kind."""
    counts = Counter(kind(example.english) for example in examples)
    kept = [example for example in examples if counts[kind(example.english)] >= RARE]
    if len({kind(example.english) for example in kept}) < 2:
        return []
    met = Counter(feature for example in kept for feature in example.features)
    usual = [{name: 1.0 for name in example.features if met[name] >= MET} for example in kept]
    columns = DictVectorizer()
    said = columns.fit_transform(usual)
    model = LogisticRegression(C=1.0, max_iter=500).fit(said, [kind(one.english) for one in kept])
    rows = list(model.coef_) if len(model.classes_) > 2 else [-model.coef_[0] / 2, model.coef_[0] / 2]
    biases = list(model.intercept_) if len(model.classes_) > 2 else [-model.intercept_[0] / 2, model.intercept_[0] / 2]
    found = []
    for sense, row, bias in zip(model.classes_, rows, biases, strict=True):
        weights = {
            str(name): round(float(weight), 2)
            for name, weight in zip(columns.get_feature_names_out(), row, strict=True)
            if abs(weight) >= LEAST
        }
        own = kept[0].verb if kind(kept[0].verb) == sense else None
        verb = own or Counter(one.english for one in kept if kind(one.english) == sense).most_common(1)[0][0]
        found.append(Sense(verb, round(float(bias), 2), weights))
    return found


def by_verb(examples: Sequence[Example]) -> dict[str, list[Example]]:
    """Examples by the verb of the lexicon, those of verbs that are worth learning."""
    found: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        found[example.verb].append(example)
    wrong = {verb: sum(kind(one.english) != kind(verb) for one in listed) for verb, listed in found.items()}
    return {verb: listed for verb, listed in found.items() if wrong[verb] >= WORTH}


def right(examples: Sequence[Example], senses: Senses) -> float:
    """The share of examples whose verb is right."""
    hits = 0
    tables = {verb: table(listed) for verb, listed in senses.items()}
    for one in examples:
        known = tables.get(one.verb)
        verb = chosen(known, one.verb, one.features)[0] if known else one.verb
        hits += kind(verb) == kind(one.english)
    return hits / max(len(examples), 1)


def main(shared: Path, codes: Sequence[str]) -> None:
    """Learns the senses of languages, prints how right they are, and writes those that are worth it."""
    OUT.mkdir(exist_ok=True)
    english = read(shared, "en")
    for code in codes:
        examples = list(paired(english, read(shared, code), code))
        figures = []
        for session in REGULAR:
            others = [example for example in examples if example.session != session]
            held = [example for example in examples if example.session == session]
            senses = {verb: found for verb, listed in by_verb(others).items() if (found := learned(listed))}
            figures.append((session, right(held, {}), right(held, senses)))
        shown = "  ".join(f"{session}: {before:.4f} -> {after:.4f}" for session, before, after in figures)
        gain = sum(after - before for _, before, after in figures) / len(figures)
        print(f"{code}  {len(examples)} verbs  {shown}  {'kept' if gain >= GAIN else 'not kept'}", flush=True)
        file = OUT / f"{code}.json"
        file.unlink(missing_ok=True)
        if gain >= GAIN:
            senses = {verb: found for verb, listed in by_verb(examples).items() if (found := learned(listed))}
            file.write_bytes(msgspec.json.format(msgspec.json.encode(senses, order="sorted"), indent=0) + b"\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or [code for code in CODES if code != "en"])
