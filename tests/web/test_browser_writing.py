"""Writing in a real browser: without scripts, by keyboard, on a phone, and with what would like to run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from operative.registry import Registry
from operative.web import application
from operative.web.users import LOOPBACK, Access
from tests.web.forms import PASSWORD, lighthouses, office
from tests.web.test_browser import browser, listening, opened

__all__ = ["browser"]  # the fixture

CALL = "/call/A/RES/64/91/op1"
SAY = "/say/A/RES/64/91?place=op2"
WICKED = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return lighthouses(tmp_path / "operative.db")


@pytest.fixture
def site(registry: Registry) -> Iterator[str]:
    with listening(application(registry, Access(hosts=LOOPBACK))) as address:
        yield address


def test_saying_needs_no_scripts(browser: Any, site: str, registry: Registry) -> None:
    page = opened(browser, site + "/A/RES/64/91", java_script_enabled=False)
    page.get_by_role("link", name="Say something of para. 2").click()
    page.get_by_label("What became of it").select_option(label="done")
    page.get_by_label("Why").fill("it is here")
    page.get_by_label("Your name").fill("N. Name")
    page.get_by_role("button", name="Say it").click()
    page.wait_for_url("**/A/RES/64/91#op2")
    assert page.locator(".spoken .events").inner_text().startswith("N. Name")
    assert registry.log()[-1].what["status"] == "done"
    page.context.close()


def test_a_contribution_is_put_in_by_keyboard(browser: Any, site: str, registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("We lit forty lighthouses in the year, and mended all lamps.")
    page = opened(browser, site + CALL)
    page.locator("#from").focus()
    page.keyboard.type("Mali")
    page.locator("#file").set_input_files(file)
    page.locator("#by").focus()
    page.keyboard.type("N. Name")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{CALL}#received")
    (one,) = registry.contributions()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="letter.txt").click()
    assert waiting.value.suggested_filename == "letter.txt"
    assert Path(waiting.value.path()).read_bytes() == file.read_bytes()
    assert page.url.endswith(f"{CALL}#received"), one
    page.context.close()


def test_nothing_that_people_send_runs(browser: Any, site: str, registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "<img src=x onerror=alert(1)>.html"
    file.write_text(f"<html><body>{WICKED}<p>We lit forty lighthouses in the year and all was well.</p></body></html>")
    page = opened(browser, site + CALL)
    page.locator("#from").fill(WICKED)
    page.locator("#file").set_input_files(file)
    page.locator("#by").fill(WICKED)
    page.get_by_role("button", name="Put in").click()
    page.wait_for_url(f"**{CALL}#received")
    (one,) = registry.contributions()
    about = registry.subject("A/RES/64/91", "2")
    said = [("comment", {"comment": WICKED}), ("owner", {"owner": WICKED})]
    registry.say(about, said, by=WICKED, why=WICKED)  # type: ignore[arg-type]
    for path in (CALL, f"/contribution/{one.id}", SAY, "/A/RES/64/91", "/log", "/calls", "/report/A/RES/64/91"):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert "run" not in page.title(), path
        assert page.locator("main img").count() == 0, path
    assert page.complaints == []
    page.context.close()


@pytest.mark.parametrize("path", [CALL, SAY, "/say/A/RES/64/91", "/contribution/1", "/log"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forms_are_for_screen_readers_too(browser: Any, site: str, registry: Registry, path: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    from operative.registry.contributions import from_text

    registry.contribute("A/RES/64/91", "op1", "Mali", from_text("We lit the lamps of all our ports."), by="N. Name")
    registry.say(registry.subject("A/RES/64/91", "2"), [("owner", {"owner": "Ports unit"})], by="N. Name")
    page = opened(browser, site + path, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def test_logging_in_leads_back_with_what_was_typed(browser: Any, tmp_path: Path) -> None:
    registry = office(tmp_path / "office.db")
    with listening(application(registry, Access(accounts=True, hosts=LOOPBACK))) as site:
        page = opened(browser, site + SAY)
        page.get_by_label("Comment").fill("Written with care")
        page.get_by_role("button", name="Say it").click()
        page.get_by_label("Account").fill("editor")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"**{SAY}")
        assert page.get_by_label("Comment").input_value() == "Written with care"
        page.get_by_role("button", name="Say it").click()
        page.wait_for_url("**/A/RES/64/91#op2")
        assert registry.log()[-1].by == "N. Editor (editor)"
        assert page.get_by_role("link", name="N. Editor").is_visible()
        page.context.close()


def test_pages_of_accounts_are_for_screen_readers_too(browser: Any, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    registry = office(tmp_path / "office.db")
    with listening(application(registry, Access(accounts=True, hosts=LOOPBACK))) as site:
        page = opened(browser, site + "/login", bypass_csp=True)
        for path in ("/login", "/account", "/users"):
            page.goto(site + path)
            found = Axe().run(page).response["violations"]
            wrong = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
            assert wrong == [], path
            page.set_viewport_size({"width": 390, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            if path == "/login":
                page.get_by_label("Account").fill("administrator")
                page.get_by_label("Password").fill(PASSWORD)
                page.get_by_role("button", name="Log in").click()
                page.wait_for_url(f"{site}/")
        page.context.close()
