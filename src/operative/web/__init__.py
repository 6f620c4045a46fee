"""The web page and the API: a registry in the browser, and its questions for programs.

`application` has the whole of it. A page is what a question of the registry answers, set by a template; the same answer
goes out as JSON under the same address with `.json`.
"""

from __future__ import annotations

from operative.web.app import application
from operative.web.serving import serve

__all__ = ["application", "serve"]
