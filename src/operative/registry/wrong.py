"""What can be wrong with what people give a registry or ask of it: each kind with what mends it, in English.

The command line and programs are told these words. Pages have words of their own for each kind, in six languages.
"""

from __future__ import annotations

WRONG: dict[str, tuple[str, str]] = {
    # documents, paragraphs and facts
    "no_symbol": ("{given} is no document symbol", "write one as A/RES/64/12"),
    "not_held": (
        "the registry doesn't hold {symbol}",
        "`operative add` its file; `operative status` says what is held",
    ),
    "like_held": ("the registry doesn't hold {symbol}", "there are {others}"),
    "no_text": ("the registry holds no text of {symbol}", "`operative add` its file"),
    "no_text_in": ("the registry holds no text of {symbol} in {language}", "there is one in {others}"),
    "two_languages": ("only texts in one language can be compared: {held}", "`operative add` one in the other's"),
    "no_paragraph": ("{symbol} has no paragraph {place}", "its operative paragraphs go up to {last}"),
    "no_operative": ("{symbol} has no paragraph {place}", "it has no operative paragraphs"),
    "no_block": ("{symbol} has no paragraph {place}", "write one as A/RES/64/12#op5, A/RES/64/12#pp3"),
    "several_facts": ("{about} has several facts", "say which with --fact: {facts}"),
    "no_fact": ("{about} has no {fact}", "there are {facts}"),
    "no_facts": ("{about} has no {fact}", "leave out --fact to speak of the paragraph"),
    "no_report": ("no report is requested in {about}", "see `operative follow`"),
    "other_report": (
        "no report is requested in {about}",
        "something is to be submitted under {places}: name the paragraph",
    ),
    "several_reports": ("{symbol} requests several reports", "name the paragraph: {places}"),
    "no_call": (
        "{about} is no call for contributions",
        "if it does invite somebody, say whom: `operative say {about} --call WHO`",
    ),
    "other_call": (
        "{about} is no call for contributions",
        "there are calls in {places}; if it does invite somebody, say whom: `operative say {about} --call WHO`",
    ),
    "no_page": ("there is no page {page} of {size}", "only the best {most} matches have pages"),
    # what people say
    "nobody": ("nobody is named who says this", "give a name of 1 to {most} characters with --by"),
    "no_characters": (
        "{what} holds characters that are no text",
        "write it in UTF-8, without control characters",
    ),
    "left_empty": ("{what} is empty", "write something"),
    "no_status": ("{given} is no status", "say one of {statuses}"),
    "nothing_to_correct": ("{about} holds no fact to correct", "name a paragraph that has one: `operative follow`"),
    "no_field": ("{given} corrects no field of {about}", "write FIELD=VALUE with one of {fields}"),
    "no_value": ("{field} of {about} can't be {given} ({reason})", "see `operative schema`"),
    "no_json": ("{given} is no JSON ({reason})", "mend it, or write the value plainly"),
    "no_event": ("{given} names no event", "give {fewest} characters of its digest, as `operative log` shows"),
    "outdated": ("the last word on {about} is not the one you saw; {said}", "look again, then say it: {again}"),
    # contributions
    "large_contribution": (
        "{source} has {size} MB; a contribution may have {most}",
        "give its text without pictures; nothing was stored",
    ),
    "long_contribution": (
        "the text has {size} million characters; it may have {most}",
        "give what belongs to the call; nothing was stored",
    ),
    "textless": ("{source} holds no text", "give a file with text in it"),
    "empty_contribution": ("the contribution is empty", "give its text, or a file"),
    "no_language": ("its language can't be told from the text", "name one of the six with --language"),
    "nobodys": ("nobody is named whose contribution it is", "give a name of 1 to {most} characters with --from"),
    "held_already": (
        "this contribution of {name} to {about} is held already",
        "it is contribution {number}, put in on {day}",
    ),
    "no_date": ("{given} is no date", "write it as 2010-06-30"),
    "no_contribution": ("there is no contribution {number}", "`operative contributions` lists them"),
    "withdrawn_already": ("contribution {number} was withdrawn already ({withdrawn})", "nothing is left to do"),
    # accounts
    "login_taken": ("there is an account {login} already", "give another name, or change its role"),
    "no_account": ("there is no account {login}", "`operative users list` names them"),
    "bad_login": ("{login} can't be the name of an account", "write it in up to 64 letters, digits and . _ - @"),
    "password_length": ("the password is too short or too long", "take {fewest} to {most} characters"),
    "not_vouched": ("{login} has no account here", "ask who administers this registry for one"),
    # the database
    "db_file": (
        "{where}: this file is no database, or a damaged one",
        "name another file with --db, or restore a copy",
    ),
    "db_damaged": (
        "{where}: the database is damaged",
        "restore a copy; `operative add` reads the files again",
    ),
    "db_full": ("{where}: the disk is full; nothing of the last document was stored", "make room and run it again"),
    "db_closed": ("{where}: it may not be written", "check its permissions, or name another file with --db"),
    "db_unopened": ("{where}: it can't be opened", "check that its folder exists and may be written"),
    "db_locked": ("{where}: another program holds it", "wait until it has ended and run it again"),
    "db_append_only": (
        "{where}: what people said is kept as it is",
        "say the new thing beside it: `operative say`",
    ),
    "db_lost": (
        "{where}: the connection was lost or refused; what was told to be stored is",
        "see that the server runs, then run it again",
    ),
    "db_other": ("{where}: {complaint}", "see that the database runs and may be written"),
}
