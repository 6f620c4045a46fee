"""Uploading in a real browser: dropped, chosen, without scripts; and scripts in documents, which never run."""

from __future__ import annotations

from typing import Any

import pytest

import operative
from operative.registry import Registry
from tests.web.forms import lighthouses
from tests.web.test_browser import browser, opened, site  # noqa: F401
from tests.web.test_uploading import AKN, LETTER, SYMBOL

EVIL = LETTER.replace(
    b"lighthouses", b"<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\"> lighthouses"
)
EVIL_PAGE = (
    b"<html><body><script>document.title='ran'</script><p>The General Assembly,</p>"
    b"<p onclick=\"document.title='ran'\">1. Requests the Secretary-General to "
    b"&lt;svg onload=document.title='ran'&gt; report;</p></body></html>"
)
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """One of our own, since documents are added to it."""
    registry = lighthouses(tmp_path_factory.mktemp("browser") / "operative.db")
    registry.add_all([operative.read(AKN["en"]), operative.read(AKN["fr"])])
    return registry


def file(name: str, data: bytes) -> Any:
    return {"name": name, "mimeType": "text/html", "buffer": data}


def choose(page: Any, *files: Any) -> None:
    page.set_input_files("#file", list(files))
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_url("**/upload/**", timeout=60_000)


def test_a_dropped_file_is_read_at_once(browser: Any, site: str) -> None:  # noqa: F811
    page = opened(browser, f"{site}/upload")
    page.evaluate(DROP, ["letter.txt", LETTER.decode()])
    page.wait_for_url("**/upload/*/1", timeout=60_000)
    assert page.locator("#op1").is_visible()
    assert page.complaints == []
    page.context.close()


def test_it_works_without_scripts_and_is_kept(browser: Any, site: str) -> None:  # noqa: F811
    page = opened(browser, f"{site}/upload", java_script_enabled=False)
    choose(page, file("paper.xml", AKN["en"].replace(b"</akomaNtoso>", b"<!-- again --></akomaNtoso>")))
    page.get_by_text("nothing would change").wait_for()
    page.get_by_role("button", name="Discard").click()
    page.wait_for_url("**/upload")
    assert page.get_by_text("Waiting for you").count() == 0
    changed = AKN["en"].replace(b"lighthouse", b"lamp-house")
    choose(page, file("paper.xml", changed))
    page.get_by_label("Your name").fill("N. Name")
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url(f"**/{SYMBOL}/en", timeout=60_000)
    page.context.close()


def test_scripts_in_documents_never_run(browser: Any, site: str) -> None:  # noqa: F811
    page = opened(browser, f"{site}/upload")
    name = "<img src=x onerror=document.title='ran'>.txt"
    choose(page, file(name, EVIL), file("page.html", EVIL_PAGE))
    titles = [page.title()]
    listed = page.url
    for number in (1, 2):
        page.goto(f"{listed}/{number}")
        titles.append(page.title())
        assert page.locator("#op1").is_visible()
        assert page.evaluate("document.querySelectorAll('main script, main img, main svg, main [onerror]').length") == 0
    assert "ran" not in {title.partition(" ")[0] for title in titles}
    assert [said for said in page.complaints if "404" not in said] == []
    page.context.close()


@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("ar", "dark"), ("zh", "light")])
def test_every_page_of_it_is_for_all_readers(browser: Any, site: str, locale: str, scheme: str) -> None:  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, f"{site}/upload", locale=locale, color_scheme=scheme, bypass_csp=True)
    files = [
        file("letter.txt", LETTER),
        file("paper.xml", AKN["fr"].replace(b"phares", b"lampes")),
        file("torn.pdf", b"%PDF-1.4"),
    ]
    page.set_input_files("#file", files)
    page.locator("form.upload button").click()
    page.wait_for_url("**/upload/**", timeout=60_000)
    listed = page.url
    for address in (f"{site}/upload", listed, f"{listed}/1", f"{listed}/2"):
        page.set_viewport_size({"width": 1300, "height": 900})
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
        page.set_viewport_size({"width": 390, "height": 800})
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], address
    page.context.close()
