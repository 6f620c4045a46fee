"""The verbs of operative paragraphs: what class of act each makes, and with what force it directs somebody.

The keys are the lexicon's, the same in every language. The classes and their order are our reading of the drafting
manual (an organ decides what it has the power to do, requests what the Secretariat must do, urges, calls upon, invites
and encourages Member States, less and less strongly), no statement of legal effect.
"""

from __future__ import annotations

from operative.record import VerbClass

# From the strongest to the weakest; what stands first must be done.
FORCE = {
    "demand": 7, "instruct": 7, "require": 7, "direct": 7,
    "request": 6, "authorize": 6, "ask": 6,
    "urge": 5,
    "call upon": 4, "appeal": 4, "call for": 4,
    "recommend": 3, "remind": 3,
    "invite": 2, "propose": 2,
    "encourage": 1,
}  # fmt: skip
DIRECTS_NOBODY = frozenset({"call for"})  # it calls for a thing, not upon somebody

_CLASSES: dict[VerbClass, frozenset[str]] = {
    "decides": frozenset(
        "accept adjust adopt agree appoint appropriate approve authorize celebrate conclude continue convene decide"
        " declare defer determine establish give include maintain proclaim prohibit refrain renew resolve take".split()
    )
    | {"remain seized"},
    "directs": frozenset(FORCE) - {"authorize"},
    "observes": frozenset(
        "acknowledge consider deem highlight note realize recognize stress emphasize underline underscore view".split()
    )
    | {"be aware", "draw attention", "look forward", "take note", "take into account", "bring to the attention"},
    "reaffirms": frozenset("affirm assure confirm reaffirm recall refer reiterate".split()) | {"bear in mind"},
    "evaluates": frozenset(
        "appreciate commend compliment condemn congratulate deplore endorse object regret reject respect support"
        " welcome".split()
    )
    | {"pay tribute", "be concerned", "be convinced", "be encouraged", "remain concerned", "acknowledge with concern"},
    "commits": frozenset("associate commit recommit strengthen wish".split())
    | {"be determined", "express intention", "express commitment", "express determination"},
}
_CLASS_OF = {verb: name for name, verbs in _CLASSES.items() for verb in verbs}


def class_of(verb: str) -> VerbClass:
    """The class of a verb's key; "express ..." and "note with ..." evaluate."""
    known = _CLASS_OF.get(verb)
    if known:
        return known
    return "evaluates" if verb.startswith(("express ", "note with ", "welcome ")) or verb == "express" else "other"


def force_of(verb: str) -> int:
    """The force with which a verb directs somebody: 7 (demand) to 1 (encourage), 0 where it directs nobody."""
    return FORCE.get(verb, 0)


def directs(verb: str) -> bool:
    """Whether the verb is said to somebody: "requests the Secretary-General"."""
    return verb in FORCE and verb not in DIRECTS_NOBODY
