"""What paragraphs do: what finding it costs beside structure and citations, and how far six languages agree.

The yardstick of the cost is the time that reading structure and citations takes for the same documents in the same run,
from bytes to a record without facts (the structure of official XML is read off its markup, that of text is found after
it was read): facts may take as much again, no more. Agreement is measured on the official texts, which say the same in
six languages: each language's facts against the English ones (F1), and the share of facts that stand in all six.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.throughput import shared
from benchmarks.xml import sample
from operative import meaning, reading, structure
from operative.languages import CODES
from operative.meaning.citations import citations

CEILING = 1.0  # the cost of facts to that of reading structure and citations
MOST = 4  # of six versions, that must state a fact for it to be taken as right
FLOOR = 0.95  # agreement of six languages on reports and agenda

XML_EVERY = 6  # published files: enough that compiling patterns, which a batch does once, is not what is measured
Facts = Counter[tuple[Any, ...]]


def run() -> None:
    corpus = shared()
    if corpus is None:
        print("passed over: it needs the real documents")
        return
    cost("text extracts", [path.read_bytes() for path in sorted((corpus / "extracts").rglob("*.txt"))])
    cost("files of official XML", sample(XML_EVERY))
    agreement(list(_records([str(path) for path in sorted((corpus / "akn4un").glob("*.zip"))])))


def cost(form: str, files: list[bytes]) -> None:
    """Prints the seconds of each stage on one core, and the ratio."""
    spent = [0.0, 0.0, 0.0, 0.0]
    measured = files[::2]
    for half in (files[1::2], measured):  # the first loads languages and compiles patterns, once for all that follow
        spent = [0.0, 0.0, 0.0, 0.0]
        for data in half:
            marks = [time.process_time()]
            document = reading.read(data)
            marks.append(time.process_time())
            record = structure.build(document)
            marks.append(time.process_time())
            if record.language in CODES:
                citations(record.blocks, record.footnotes, record.language, record.symbol)
            marks.append(time.process_time())
            meaning.understand(record)
            marks.append(time.process_time())
            for stage in range(4):
                spent[stage] += marks[stage + 1] - marks[stage]
    read, built, cited, understood = spent
    facts = understood - cited
    print(f"{len(measured)} {form}, one core, seconds: reading {read:.2f}, structure {built:.2f}, ", end="")
    print(f"citations {cited:.2f}, facts {facts:.2f}")
    print(
        f"facts to reading structure and citations: {facts / (read + built + cited):.2f}x (ceiling {CEILING:g}); "
        f"without the reading of files {facts / (built + cited):.2f}x"
    )


def _records(sources: list[str]) -> Iterator[dict[str, Any]]:
    with subprocess.Popen([sys.executable, "-m", "operative", "read", *sources], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield from map(json.loads, process.stdout)


def agreement(records: list[dict[str, Any]]) -> None:
    """Prints, by kind of fact, each language against English, and what all six say."""
    works: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for record in records:
        if record["symbol"] and record["language"]:
            works[record["symbol"]][record["language"]] = record
    whole = [versions for versions in works.values() if set(versions) == set(CODES)]
    print(f"\n{len(whole)} resolutions in six languages: F1 against English, and the share that all six say")
    others = [code for code in CODES if code != "en"]
    print(f"{'':14}" + "".join(f"{code:>8}" for code in others) + f"{'mean':>8}{'all six':>9}{'facts':>8}")
    for name, facts in KINDS.items():
        each = [{code: facts(record) for code, record in versions.items()} for versions in whole]
        scores = [_f1((one[code], one["en"]) for one in each) for code in others]
        every = sum(sum(_all(one.values()).values()) for one in each)
        some = sum(sum(_any(one.values()).values()) for one in each)
        figures = "".join(f"{score:8.3f}" for score in (*scores, sum(scores) / len(scores)))
        floor = f"  floor {FLOOR:g}" if name in ("reports", "agenda") else ""
        print(f"{name:14}{figures}{every / max(some, 1):9.3f}{some:8}{floor}")
    _by_rule(whole)


def _by_rule(whole: list[dict[str, dict[str, Any]]]) -> None:
    """Prints, by rule, its English facts and the share of them that most of the six versions state."""
    found, backed = Counter[str](), Counter[str]()
    for versions in whole:
        for field, key in BY_RULE.items():
            said = [{key(fact) for fact in record[field]} for record in versions.values()]
            for fact in versions["en"][field]:
                found[fact["rule"]] += 1
                backed[fact["rule"]] += sum(key(fact) in one for one in said) >= MOST
    print(f"\n{'rule':22}{'facts':>8}{f'in {MOST} of 6':>10}")
    for rule, facts in sorted(found.items()):
        print(f"{rule:22}{facts:8}{backed[rule] / facts:10.3f}")


def _f1(pairs: Iterator[tuple[Facts, Facts]]) -> float:
    both = ours = theirs = 0
    for mine, english in pairs:
        both += sum((mine & english).values())
        ours += sum(mine.values())
        theirs += sum(english.values())
    return 2 * both / max(ours + theirs, 1)


def _all(facts: Any) -> Facts:
    first, *rest = facts
    for other in rest:
        first = first & other
    return first


def _any(facts: Any) -> Facts:
    first, *rest = facts
    for other in rest:
        first = first | other
    return first


def _due(report: dict[str, Any]) -> str:
    due = report["due"] or {}
    return str(due.get("sessions") or due.get("date") or due.get("within") or due.get("recurrence") or "")


KINDS: dict[str, Callable[[dict[str, Any]], Facts]] = {
    "acts": lambda record: Counter((act["para"], act["class"], act["force"] > 0) for act in record["acts"]),
    "actors": lambda record: Counter((act["para"], actor) for act in record["acts"] for actor in act["actors"]),
    "reports": lambda record: Counter((report["para"], _due(report)) for report in record["reports"]),
    "agenda": lambda record: Counter((item["para"], item["session"]) for item in record["agenda"]),
    "observances": lambda record: Counter((one["para"], one["kind"]) for one in record["observances"]),
    "standing": lambda record: Counter((one["para"], one["kind"]) for one in record["standing"]),
    "noted": lambda record: Counter((one["para"], one["what"]) for one in record["noted_documents"]),
}
BY_RULE: dict[str, Callable[[dict[str, Any]], tuple[Any, ...]]] = {
    "reports": lambda report: (report["para"], _due(report)),
    "agenda": lambda item: (item["para"], item["session"]),
    "observances": lambda one: (one["para"], one["kind"]),
    "standing": lambda one: (one["para"], one["kind"]),
}
