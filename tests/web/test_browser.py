"""Pages in a real browser: on a phone, from right to left, by keyboard, without scripts, for screen readers.

They need Chromium, named by CHROMIUM or found on the path, and are skipped where there is none.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from litestar import Litestar

from operative.registry import Registry
from operative.web import application

PAGES = (
    "/",
    "/sessions",
    "/session/65",
    "/A/RES/64/356",
    "/A/RES/64/356/en,zh,ar",
    "/A/RES/65/92?beside=A/RES/64/91",
    "/mandates",
    "/calendar",
    "/calls",
    "/call/A/RES/64/91/op1",
    "/say/A/RES/64/91",
    "/say/A/RES/64/91?place=op2",
    "/log",
    "/log/A/RES/64/91",
    "/actors",
    "/actor/un:secretary-general",
    "/report/A/RES/64/91",
    "/pictures",
    "/pictures?of=mandates",
    "/resolutions?order=-words",
    "/mandates?order=due",
    "/graph/A/RES/65/92",
    "/series/A/RES/65/92",
    "/source/A/RES/64/91/en?place=op2",
    "/versions/A/RES/64/356",
    "/search",
    "/search?q=lighthouses",
    "/search?q=lighthouses+verb:request",
    "/search?q=zeppelins",
    "/search?q=(lamps",
    "/elsewhere/A/RES/64/91?place=op2",
    "/nothing",
    "/A/65/123",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(registry: Registry) -> Iterator[str]:
    """The address of a server of our own, which ends with the tests."""
    with listening(application(registry)) as address:
        yield address


@contextmanager
def listening(served: Litestar) -> Iterator[str]:
    """The address at which an application is served for a while."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(served, log_level="error"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def opened(browser: Any, address: str, **how: Any) -> Any:
    """A page with what its console complained of in `page.complaints`."""
    context = browser.new_context(**{"locale": "en", "reduced_motion": "reduce", **how})
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(address)
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("locale", ["en", "ar", "ru"])
def test_no_page_is_wider_than_the_screen(browser: Any, site: str, path: str, locale: str) -> None:
    page = opened(browser, site + path, locale=locale, viewport={"width": 390, "height": 800})
    for width in (320, 390, 768, 940, 1100):  # Russian words are the longest; 320 is what WCAG asks for
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert not [said for said in page.complaints if "404" not in said and "400" not in said]  # the page itself
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_screen_readers(browser: Any, site: str, path: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, site + path, color_scheme=scheme, bypass_csp=True, viewport={"width": 1400, "height": 900})
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
    page.context.close()


def test_the_keyboard_is_enough(browser: Any, site: str) -> None:
    page = opened(browser, site + "/A/RES/64/91")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    page.keyboard.type("65/92")
    page.keyboard.press("Enter")
    page.wait_for_url("**/A/RES/65/92")
    page.context.close()


def test_a_note_shows_when_its_mark_is_reached_and_goes_on_escape(browser: Any, site: str) -> None:
    page = opened(browser, site + "/A/RES/64/356/en")
    mark, tip = page.locator(".mark a").first, page.locator(".tip").first
    assert not tip.is_visible()
    mark.focus()
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.context.close()


def test_arabic_runs_from_right_to_left(browser: Any, site: str) -> None:
    page = opened(browser, site + "/A/RES/64/356", locale="ar", viewport={"width": 1400, "height": 900})
    brand, search = (page.locator(one).first.bounding_box()["x"] for one in (".brand", ".find"))
    assert brand > search
    text, margin = (page.locator(f".is-operative {one}").first.bounding_box()["x"] for one in (".col", ".margin"))
    assert text > margin
    page.context.close()


def test_pages_work_without_scripts(browser: Any, site: str) -> None:
    page = opened(browser, site + "/A/RES/64/356", java_script_enabled=False)
    page.get_by_label("中文", exact=False).check()
    page.get_by_role("button", name="Side by side").click()
    page.wait_for_url("**/A/RES/64/356/en,zh")
    assert page.locator("#zh-op1").is_visible()
    page.locator(".tongues summary").click()
    page.get_by_role("link", name="français").first.click()
    assert page.locator("html").get_attribute("lang") == "fr"
    page.context.close()


def test_a_citation_shows_what_it_cites_when_it_is_reached(browser: Any, site: str) -> None:
    page = opened(browser, site + "/A/RES/65/92")
    cite = page.locator("a.cite").first
    assert "A/RES/64/91" in cite.get_attribute("title"), "without scripts its title tells the same in short"
    cite.focus()
    shown = page.locator("#preview")
    shown.wait_for()
    assert "Invites Member States" in shown.inner_text()
    page.keyboard.press("Escape")
    assert shown.count() == 0
    cite.hover()
    shown.wait_for()
    shown.hover()
    page.wait_for_timeout(400)
    assert shown.is_visible(), "whoever goes to the preview may read on"
    assert page.complaints == []
    page.context.close()


def test_a_column_is_reached_by_keyboard_and_leads_to_its_list(browser: Any, site: str) -> None:
    page = opened(browser, site + "/pictures", java_script_enabled=False)
    column = page.locator(".chart svg a").first
    number = column.locator(".figure").text_content()
    column.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/resolutions?session=*")
    assert page.locator(".found").inner_text().startswith(f"{number} resolution")
    page.context.close()


def test_a_paragraph_leads_to_its_place_in_the_source(browser: Any, site: str) -> None:
    page = opened(browser, site + "/A/RES/64/91/en", java_script_enabled=False)
    page.locator("#op2").hover()
    page.locator(".is-operative .tools a[href^='/source']").nth(1).click()
    page.wait_for_url("**/source/A/RES/64/91/en?place=op2")
    assert page.locator("mark").first.is_visible()
    page.context.close()


def test_versions_beside_each_other_lie_across_the_sheet(browser: Any, site: str) -> None:
    import pypdfium2

    for path, across in (("/A/RES/64/356/en,zh,ar", True), ("/A/RES/64/356/en", False), ("/session/65", False)):
        page = opened(browser, site + path)
        document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        sizes = [sheet.get_size() for sheet in document]
        assert all((width > height) is across for width, height in sizes), path
        text = document[0].get_textpage().get_text_range()
        assert text.strip(), "no sheet is left empty before the text"
        if path == "/session/65":  # a sheet is narrower than a screen, and no telephone
            assert "Who is asked" in text
            assert "A/RES/64/91 para. 2" in " ".join(text.split())
        page.context.close()
