"""Nobody but the page itself talks to the editor."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geo.editor import make_app
from geo.editor.guard import MOST_BYTES, TOKEN_HEADER
from geo.register import Register

if TYPE_CHECKING:
    from pathlib import Path

PORT = 8765
HOST = f"127.0.0.1:{PORT}"
OWN = {"Host": HOST, "Origin": f"http://{HOST}", TOKEN_HEADER: "secret"}
DRAFT = {
    "name_vi": "Cây Me", "name_kh": "Phum Svay", "class": "secondary", "lat": "11.3583",
    "lon": "105.89", "radius_m": "500", "sources": "https://example.org/a",
}  # fmt: skip


@pytest.fixture
def client(folder: Path) -> Any:
    app = make_app(Register(folder), "secret", PORT, lambda: date(2026, 11, 1))
    return app.test_client()


def post(client: Any, name: str, content: Any, **headers: str) -> Any:
    body = content if isinstance(content, (str, bytes)) else json.dumps(content)
    kind = headers.pop("Content_Type", "application/json")
    sent = {**OWN, **{k.replace("_", "-"): v for k, v in headers.items()}}
    return client.post(f"/api/{name}", data=body, headers=sent, content_type=kind)


def test_the_page_runs_nothing_but_its_own_scripts(client: Any) -> None:
    response = client.get("/", headers={"Host": HOST})
    policy = response.headers["Content-Security-Policy"]
    assert response.status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "secret" not in response.text
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": f"evil.example:{PORT}"}, 421),
        ({"Host": "127.0.0.1:80"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": f"http://127.0.0.1:{PORT + 1}"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({TOKEN_HEADER.replace("-", "_"): "guess"}, 403),
        ({TOKEN_HEADER.replace("-", "_"): ""}, 403),
        ({"Content_Type": "text/plain"}, 403),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 403),
    ],
)
def test_a_request_from_elsewhere_is_refused_and_changes_nothing(
    client: Any, folder: Path, headers: dict[str, str], status: int
) -> None:
    before = (folder / "checkpoints.csv").read_bytes()
    response = post(client, "save", {"draft": DRAFT, "who": "Eve"}, **headers)
    assert response.status_code == status
    assert "rows" not in response.text
    assert (folder / "checkpoints.csv").read_bytes() == before


def test_a_post_without_an_origin_is_refused(client: Any) -> None:
    headers = {"Host": HOST, TOKEN_HEADER: "secret"}
    assert client.post("/api/undo", json={}, headers=headers).status_code == 403


def test_the_register_is_read_with_the_token_only(client: Any) -> None:
    assert client.get("/api/register", headers={"Host": HOST}).status_code == 403
    own = {"Host": HOST, TOKEN_HEADER: "secret"}
    assert len(client.get("/api/register", headers=own).json["rows"]) == 39
    assert client.get("/api/backdrop", headers={"Host": HOST}).status_code == 403
    drawn = client.get("/api/backdrop", headers=own).json
    assert len(drawn["border"][0]) > 1000
    assert len(drawn["towns"]) > 5


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        ("null", 400),
        ('{"draft": []}', 400),
        ('{"draft": {"name_vi": 3}}', 400),
        ('{"draft": {"name_vi": {"a": "b"}}}', 400),
        (json.dumps({"draft": {str(n): "" for n in range(100)}}), 400),
        (b"\xff\xfe", 400),
        ("[" * 60_000, 400),
        ('{"draft": {"notes": "' + "x" * MOST_BYTES + '"}}', 413),
    ],
)
def test_broken_and_oversized_bodies_are_refused(
    client: Any, folder: Path, body: str | bytes, status: int
) -> None:
    before = (folder / "checkpoints.csv").read_bytes()
    for name in ("examine", "save"):
        assert post(client, name, body).status_code == status
    assert (folder / "checkpoints.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("column", "text"), [("lon", "inf"), ("lat", "9" * 400), ("lat", "9" * 400 + " 5")]
)
def test_a_number_beyond_all_measure_is_told(client: Any, column: str, text: str) -> None:
    answer = post(client, "examine", {"draft": DRAFT | {column: text}})
    assert answer.status_code == 200
    assert f"bad-{column}" in {finding["code"] for finding in answer.json["findings"]}
    assert post(client, "save", {"draft": DRAFT | {column: text}}).status_code == 409


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/../data/checkpoints.csv", "/static/editor.js", "/api/../api/register"]
)
def test_no_path_of_a_request_reaches_a_file(client: Any, path: str) -> None:
    assert client.get(path, headers=OWN).status_code in (404, 405)


def test_no_id_of_a_request_reaches_a_file(client: Any) -> None:
    for id_ in ("../../etc/passwd", "cp-../x", "%2e%2e"):
        assert post(client, "log", {"id": id_}).status_code == 422


def test_saving_goes_through_the_checks(client: Any, folder: Path) -> None:
    refused = post(client, "save", {"draft": DRAFT | {"class": "x"}, "who": "Anna"})
    assert refused.status_code == 409
    assert refused.json["faults"][0]["column"] == "class"
    nameless = post(client, "save", {"draft": DRAFT, "who": " "})
    assert nameless.status_code == 409
    saved = post(client, "save", {"draft": DRAFT, "who": "Anna"})
    assert (saved.status_code, saved.json["id"]) == (200, "cp-cay-me")
    moved = {"id": "cp-cay-me", "draft": {"radius_m": "400"}, "who": "Anna", "source": "a slip"}
    assert post(client, "save", moved).json["row"]["radius_m"] == "400"
    entries = post(client, "log", {"id": "cp-cay-me"}).json["entries"]
    assert (entries[-1]["who"], entries[-1]["after"]) == ("Anna", "400")
    assert post(client, "undo", {"who": "Anna"}).json["ids"] == ["cp-cay-me"]
    assert Register(folder).sheet().row("cp-cay-me")["radius_m"] == "500"
    assert post(client, "redo", {"who": "Anna"}).json["ids"] == ["cp-cay-me"]
    assert Register(folder).sheet().row("cp-cay-me")["radius_m"] == "400"
    assert post(client, "redo", {"who": "Anna"}).status_code == 422


@pytest.mark.parametrize("text", ["two\nlines", "\ud800", "=HYPERLINK(1)", "Ev\u202ee"])
def test_no_hidden_character_or_formula_reaches_the_log(
    client: Any, folder: Path, text: str
) -> None:
    moved = {"id": "cp-moc-bai", "draft": {"radius_m": "400"}, "source": "a slip", "who": "Anna"}
    for name in ("who", "source"):
        assert post(client, "save", moved | {name: text}).status_code == 409
    assert post(client, "save", moved).status_code == 200
    for action in ("undo", "redo"):
        assert post(client, action, {"who": text}).status_code == 422
    assert post(client, "save", {"draft": DRAFT | {"notes": text}, "who": "A"}).status_code == 409
    assert text not in (folder / "checkpoints.log.csv").read_text(encoding="utf-8")


def test_warnings_are_taken_only_when_it_is_said(client: Any) -> None:
    near = {"draft": DRAFT | {"lat": "11.0770", "lon": "106.1732"}, "who": "Anna"}
    refused = post(client, "save", near)
    assert (refused.status_code, refused.json["only_warnings"]) == (409, True)
    assert post(client, "save", near | {"accept": "yes"}).status_code == 409
    assert post(client, "save", near | {"accept": True}).status_code == 200
