"""The registry's tables: works, their language versions, the files read, and the facts that follow-up asks about.

FRBR gives the frame: a work is the resolution, an expression one language version, a manifestation one file, a reading
what one version of this program made of that file. The whole record of a reading is kept, compressed; what questions
ask for stands beside it in rows, once a work, taken from its leading expression (English where there is one): the six
versions say the same. Nothing is overwritten: a corrected reading or a reissue is a new row, and the last one counts.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# --- what is held -------------------------------------------------------------------------------------------------

works = Table(
    "works",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("symbol", String(120), nullable=False, unique=True),
    Column("kind", String(24), nullable=False),  # resolution, decision, report, draft, document
    Column("organ", String(80)),
    Column("session", Integer, index=True),  # the regular one that it counts in; none for what is of other bodies
    Column("title", Text),
    Column("date", String(10)),  # of adoption, or of the document
    Column("author", Text),  # of a report or draft, as the library's record names it
    Column("basis", String(40)),  # the Main Committee on whose report it was adopted, or "plenary"
    Column("words", Integer),  # of its text, without notes
    Column("leading", Integer),  # the reading that the rows of facts are taken from
)
expressions = Table(
    "expressions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False),
    Column("language", String(2), nullable=False),
    Column("title", Text),
    UniqueConstraint("work", "language"),
)
manifestations = Table(
    "manifestations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("digest", String(64), nullable=False),  # SHA-256 of the record, but for where the file lay
    Column("source", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("added", String(32), nullable=False),  # UTC
    Column("by", String(120), nullable=False),
    UniqueConstraint("expression", "digest"),
)
readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("manifestation", ForeignKey("manifestations.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version", String(24), nullable=False),  # of this program
    Column("read", String(32), nullable=False),  # UTC
    Column("current", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("record", LargeBinary, nullable=False),  # its JSON, compressed
)
agenda_items = Table(
    "agenda_items",
    metadata,
    Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False),
    Column("number", String(16), nullable=False),
    Column("name", Text),  # as the metadata give it
    UniqueConstraint("work", "number"),
)
properties = Table(  # what metadata files say beyond that: sponsors, votes, subjects
    "properties",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(40), nullable=False),
    Column("value", JSON, nullable=False),
    Column("source", Text, nullable=False),
    UniqueConstraint("work", "name", "source"),
)

# --- facts, of each work's leading reading -------------------------------------------------------------------------


def _place() -> list[Column[object]]:
    return [
        Column("id", Integer, primary_key=True),
        Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("para", String(24), nullable=False),
        Column("block", String(48), nullable=False),
        Column("number", Integer, nullable=False),  # among the facts of its kind in the block: 1, 2, 3 ...
        Column("offset", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("rule", String(32), nullable=False),
        Column("confidence", Float, nullable=False),
    ]


citations = Table(
    "citations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("symbol", String(120), index=True),  # of the document cited, held here or not
    Column("name", Text),
    Column("relation", String(40)),
    Column("block", String(48), nullable=False),
    Column("offset", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("date", String(10)),
    Column("pinpoint", Text),  # the place in the document cited, as printed
)
acts = Table(
    "acts",
    metadata,
    *_place(),
    Column("seq", Integer, nullable=False),
    Column("verb", String(40), nullable=False),
    Column("class", String(12), nullable=False),
    Column("force", Integer, nullable=False),
    Column("addressees", JSON, nullable=False),
)
act_actors = Table(
    "act_actors",
    metadata,
    Column("act", ForeignKey("acts.id", ondelete="CASCADE"), nullable=False),
    Column("actor", String(120), nullable=False, index=True),
    UniqueConstraint("act", "actor"),
)
reports = Table(
    "reports",
    metadata,
    *_place(),
    Column("by", JSON, nullable=False),
    Column("actors", JSON, nullable=False),
    Column("to", Text),
    Column("form", String(12), nullable=False),
    Column("due", JSON(none_as_null=True)),
    Column("due_session", Integer, index=True),  # the first of those named, that of the day, or the next
    Column("due_last", Integer),  # the last of them
    Column("includes", JSON, nullable=False),
    Column("act", ForeignKey("acts.id"), index=True),  # that asks for it
)
agenda = Table(
    "agenda",
    metadata,
    *_place(),
    Column("session", Integer, index=True),
    Column("action", String(12), nullable=False),
    Column("item", Text),
    Column("level", String(8), nullable=False),
    Column("under", Text),
    Column("how", String(24)),
)
observances = Table(
    "observances",
    metadata,
    *_place(),
    Column("kind", String(12), nullable=False),
    Column("name", Text, nullable=False),
    Column("when", Text),
    Column("date", String(10)),
    Column("where", Text),
    Column("host", Text),
    Column("action", String(12), nullable=False),
)
standing = Table(
    "standing",
    metadata,
    *_place(),
    Column("kind", String(12), nullable=False),
    Column("action", String(12), nullable=False),
    Column("name", Text),
    Column("until", String(10)),
    Column("amount", Text),
)
noted = Table(
    "noted",
    metadata,
    *_place(),
    Column("what", String(16), nullable=False),
    Column("of", Text),
    Column("actors", JSON, nullable=False),
    Column("symbols", JSON, nullable=False),
)
FACTS = (citations, reports, acts, agenda, observances, standing, noted)  # rewritten when a work is led anew

# --- what search finds; the engine's own tables, search_..., are made by migrations -----------------------------------

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # never given twice; says a weight (engines)
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), index=True),  # none: of an earlier reading
    Column("block", String(48), nullable=False),
    Column("marks", Text, nullable=False),  # what it is and does: "in:op language:en session:75 verb:request"
)
search_words = Table(  # what a prefix may stand for
    "search_words",
    metadata,
    Column("language", String(2), primary_key=True),
    Column("word", String(80).with_variant(String(80, collation="C"), "postgresql"), primary_key=True),
    Column("term", String(80), nullable=False),
    sqlite_with_rowid=False,
)

# --- computed anew from what is held, never touched by people's word ------------------------------------------------

links = Table(
    "links",
    metadata,
    Column("predecessor", ForeignKey("works.id", ondelete="CASCADE"), nullable=False),
    Column("successor", ForeignKey("works.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("rule", String(32), nullable=False),
    Column("strength", Float, nullable=False),
    Column("block", String(48)),
    Column("offset", Integer),
    Column("likeness", Float),  # the share of runs of words that both texts have: 0 to 1
    UniqueConstraint("predecessor", "successor"),
)
statuses = Table(
    "statuses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),  # report, invitation, agenda, observance, standing
    Column("fact", Integer, nullable=False),  # its row
    Column("status", String(20), nullable=False),
    Column("evidence", JSON, nullable=False),
    UniqueConstraint("kind", "fact"),
)

refreshed = Table(  # one row: with which last reading, and as of which day, series and statuses were computed
    "refreshed",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("reading", Integer, nullable=False),
    Column("day", String(10)),  # null: by a version that didn't say
)

# --- people's word: the database itself refuses to change or delete these (migrations) ------------------------------

events = Table(  # append-only, each chained to the one before by its digest
    "events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 ...: a gap is a removed event
    Column("at", String(32), nullable=False),  # UTC
    Column("by", String(120), nullable=False),
    Column("kind", String(24), nullable=False),  # one of history.Kind
    Column("about", String(200), nullable=False, index=True),  # "A/RES/64/12 op12 report 1"
    Column("what", JSON, nullable=False),
    Column("why", Text),
    Column("digest", String(64), nullable=False, unique=True),
)
trail = Table(  # one row: how many events there are and the last one's digest. Writers queue up on it
    "trail",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("events", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)
contributions = Table(  # what was sent in answer to a call
    "contributions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work", ForeignKey("works.id"), nullable=False, index=True),
    Column("block", String(48), nullable=False),
    Column("contributor", String(200), nullable=False),
    Column("actor", String(120)),  # "state:mli"; none for whom the lists of actors don't know
    Column("date", String(10), nullable=False),
    Column("language", String(2), nullable=False),
    Column("text", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("name", Text),  # of the file
    Column("digest", String(64), nullable=False),  # SHA-256 of the file, or of the text in UTF-8
    Column("original", LargeBinary),  # the file itself
)
APPEND_ONLY = (events, contributions)

# --- accounts: who may write, where the registry is served to others -------------------------------------------------

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("role", String(16), nullable=False),  # one of accounts.Role
    Column("password", Text),  # its argon2id hash; none for whom an OpenID provider vouches for
    Column("issuer", String(200)),
    Column("subject", String(255)),  # the provider's own name for them, which stays
    Column("added", String(32), nullable=False),  # UTC
    UniqueConstraint("issuer", "subject"),
)
user_sessions = Table(
    "user_sessions",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the token that its owner holds
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires", String(32), nullable=False),  # UTC
    Column("draft", JSON(none_as_null=True)),  # a form that its owner was kept from sending
)
