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
DIRECTS_NOBODY = frozenset({"call for", "remind", "propose"})  # a thing, or nothing to be done

_CLASSES: dict[VerbClass, str] = {
    "decides": "accept, adjust, adopt, agree, appoint, appropriate, approve, authorize, celebrate, conclude, continue,"
    " convene, decide, declare, defer, determine, establish, give, include, maintain, proclaim, prohibit, refrain,"
    " remain seized, renew, resolve, take",
    "directs": "demand, instruct, require, direct, request, ask, urge, call upon, appeal, call for, recommend, remind,"
    " invite, propose, encourage",
    "observes": "acknowledge, anticipate, be aware, bring to the attention, consider, deem, draw attention, emphasize,"
    " highlight, look forward, note, realize, recognize, stress, take into account, take note, take seriously,"
    " underline, underscore, view",
    "reaffirms": "affirm, assure, bear in mind, confirm, reaffirm, recall, refer, reiterate",
    "evaluates": "acknowledge with concern, appreciate, be concerned, be convinced, be encouraged, commend, compliment,"
    " condemn, congratulate, deplore, endorse, object, pay tribute, regret, reject, remain concerned, respect, support,"
    " welcome",
    "commits": "associate, be determined, commit, express commitment, express determination, express intention,"
    " recommit, remain committed, strengthen, wish",
}
_CLASS_OF = {verb: name for name, verbs in _CLASSES.items() for verb in verbs.split(", ")}


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
