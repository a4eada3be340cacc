"""The editor's application: one page and seven answers in JSON.

No part of a request names a file: the page and what it needs are made here, the register is
reached through its own functions, and ids are looked up in it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from geo.editor.backdrop import backdrop
from geo.editor.guard import HEADERS, MOST_BYTES, refusal
from geo.editor.page import page
from geo.errors import AtlasError, DataError, RegisterError
from geo.register import By

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.wrappers import Response

    from geo.register import Finding, Register

__all__ = ["make_app"]

Answer = tuple[dict[str, Any], int]


def make_app(
    register: Register, token: str, port: int, today: Callable[[], date] | None = None
) -> Flask:
    """Return the WSGI application of the editor.

    Parameters
    ----------
    register
        The register that is edited.
    token
        What every request must carry.
    port
        The port that the application is served on; requests for others are refused.
    today
        Says which day it is; None for the clock of this machine.
    """
    from flask import Flask, make_response, request

    app = Flask("borderatlas", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    editor = _Editor(register, today or _today)
    html, policy = page()

    @app.before_request
    def check() -> Answer | None:
        refused = refusal(request, token, port)
        return ({"error": refused[1]}, refused[0]) if refused else None

    @app.after_request
    def protect(response: Any) -> Any:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = policy
        return response

    @app.get("/")
    def index() -> Response:
        response = make_response(html)
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        return response

    app.get("/api/register")(editor.rows)
    app.get("/api/backdrop")(editor.backdrop)
    for name in ("examine", "save", "undo", "redo", "log"):
        action = getattr(editor, name)
        app.add_url_rule(f"/api/{name}", name, _with_json(action), methods=["POST"])

    @app.errorhandler(Exception)
    def told(error: Exception) -> Answer:
        from werkzeug.exceptions import HTTPException

        if isinstance(error, HTTPException):
            return {"error": error.name}, error.code or 500
        if isinstance(error, DataError):
            return {"error": str(error), "faults": [_fault(f) for f in error.faults]}, 422
        if isinstance(error, AtlasError):
            return {"error": str(error)}, 422
        app.logger.error("an unexpected fault", exc_info=error)
        return {"error": "An unexpected fault; see the terminal."}, 500

    return app


def _with_json(action: Callable[[dict[str, Any]], Answer]) -> Callable[[], Answer]:
    def view() -> Answer:
        from flask import request

        try:
            content = request.get_json(silent=True)
        except RecursionError:  # brackets in brackets in brackets
            content = None
        if not isinstance(content, dict):
            return {"error": "Expected a JSON object."}, 400
        return action(content)

    return view


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def _fault(fault: Any) -> dict[str, str]:
    return {"column": fault.column or "", "what": fault.what, "do": fault.hint}


class _Editor:
    """What the answers are made of."""

    def __init__(self, register: Register, today: Callable[[], date]) -> None:
        self._register = register
        self._today = today

    def rows(self) -> Answer:
        """Return the rows of the register."""
        return {"rows": self._register.sheet().rows()}, 200

    def backdrop(self) -> Answer:
        """Return what the register is drawn on."""
        return backdrop(self._register.folder), 200

    def examine(self, content: dict[str, Any]) -> Answer:
        """Check a draft without saving it."""
        draft = _draft(content)
        if draft is None:
            return {"error": "Expected a draft of texts."}, 400
        id_ = self._id(content)
        examined = self._register.examine(draft, self._today(), id_)
        return {
            "cells": examined.cells,
            "findings": [_finding(f) for f in examined.findings],
            "notes": [_finding(f) for f in examined.notes],
        }, 200

    def save(self, content: dict[str, Any]) -> Answer:
        """Add a pair, or change one."""
        draft = _draft(content)
        if draft is None:
            return {"error": "Expected a draft of texts."}, 400
        texts = {name: content.get(name) for name in ("who", "source", "on")}
        who, source, on = (text if isinstance(text, str) else "" for text in texts.values())
        by = By(who, self._today().isoformat(), source)
        accept = content.get("accept") is True
        id_ = self._id(content)
        try:
            if id_ is None:
                outcome = self._register.add(draft, by, accept_warnings=accept)
            else:
                outcome = self._register.edit(id_, draft, by, on=on, accept_warnings=accept)
        except RegisterError as refused:
            faults = [_fault(f) for f in refused.faults]
            return {"error": str(refused), "faults": faults,
                    "only_warnings": refused.only_warnings}, 409  # fmt: skip
        return {"change": outcome.number, "id": outcome.id, "row": outcome.after}, 200

    def undo(self, content: dict[str, Any]) -> Answer:
        """Take the last change back."""
        number, ids = self._register.undo(_who(content), self._today().isoformat())
        return {"number": number, "ids": ids}, 200

    def redo(self, content: dict[str, Any]) -> Answer:
        """Make the change again that was undone last."""
        number, ids = self._register.redo(_who(content), self._today().isoformat())
        return {"number": number, "ids": ids}, 200

    def log(self, content: dict[str, Any]) -> Answer:
        """Return who changed a pair, when and on what source."""
        entries = self._register.log(self._id(content))
        return {"entries": [
            {"change": e.change, "day": e.day, "who": e.who, "action": e.action,
             "column": e.column, "before": e.before, "after": e.after, "source": e.source}
            for e in entries
        ]}, 200  # fmt: skip

    def _id(self, content: dict[str, Any]) -> str | None:
        id_ = content.get("id")
        return self._register.find(id_) if isinstance(id_, str) and id_ else None


def _draft(content: dict[str, Any]) -> dict[str, str] | None:
    draft = content.get("draft")
    if not isinstance(draft, dict) or len(draft) > 60:
        return None
    if not all(isinstance(text, str) for text in draft.values()):
        return None
    return draft


def _who(content: dict[str, Any]) -> str:
    who = content.get("who")
    return who if isinstance(who, str) and who.strip() else "unknown"


def _finding(finding: Finding) -> dict[str, str]:
    return finding.as_dict()
