"""Articles as people have them: saved pages, mail, Word, old encodings, tables of other tools."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from datetime import date
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.articles import read_article, read_articles
from geo.errors import ArticleError
from geo.model import Article

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    "The gate of Moc Bai was busy on Monday, and lorries waited on both sides of the border.\n\n"
    "Officials of Tay Ninh and Svay Rieng said that a second bridge would be opened next year."
)
VIETNAMESE = "Cửa khẩu quốc tế Mộc Bài, tỉnh Tây Ninh, hôm nay rất đông người qua lại."
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def page(encoding: str = "utf-8") -> str:
    text = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='{encoding}'>"
        "<title>Busy gate - The Desk</title><meta property='og:site_name' content='The Desk'>"
        "<meta property='article:published_time' content='2024-05-16T09:00:00+07:00'></head><body>"
        "<div class='cookie-consent'><p>We use cookies in Da Nang. Accept?</p></div>"
        "<header><nav><ul><li><a>Home</a></li><li><a>Hanoi news</a></li></ul></nav></header>"
        f"<main><article><h1>Busy gate</h1>{text}{text.replace('busy', 'full')}</article>"
        "<aside class='related'><a href='/x'>Fire in Bangkok</a></aside>"
        "<section class='comments'><div class='comment'><p>Hello from Kampot!</p></div></section>"
        "</main><footer><p>Copyright, 12 Ly Thuong Kiet, Hanoi</p></footer></body></html>"
    )


def in_windows_1258(text: str) -> bytes:
    """Write Vietnamese as Windows did: the letter with its hat, then the tone."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in tones)
        out.append(unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts) + tone)
    return "".join(out).encode("cp1258")


def word_document(body: str, *, title: str = "", extra: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        paragraphs = "".join(
            f"<w:p><w:r><w:t>{part}</w:t></w:r></w:p>" for part in body.split("\n\n")
        )
        archive.writestr(
            "word/document.xml",
            f"{extra}<w:document {WORD}><w:body>{paragraphs}<w:p><w:del><w:r><w:delText>gone"
            "</w:delText></w:r></w:del></w:p></w:body></w:document>",
        )
        if title:
            core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></c>'
            archive.writestr("docProps/core.xml", core.format(title))
    return out.getvalue()


def document_of(xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def test_a_saved_page_is_read_without_banner_menu_comments_and_footer(tmp_path: Path) -> None:
    head = "<!-- saved from url=(0040)https://example.org/busy -->\n"
    article = read_article(write(tmp_path, "Cửa khẩu – trang.htm", head + page()))
    assert "second bridge" in article.text
    for noise in ("cookies", "Hanoi", "Bangkok", "Kampot", "Copyright"):
        assert noise not in article.text, noise
    assert (article.publisher, article.published) == ("The Desk", date(2024, 5, 16))


def test_a_page_saved_as_one_file_is_the_page(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/busy"
    message["Date"] = "Sat, 22 Nov 2025 09:00:00 +0700"
    message.set_content(page(), subtype="html")
    message.make_related()
    article = read_article(write(tmp_path, "page.mhtml", bytes(message)))
    assert "second bridge" in article.text
    assert "Kampot" not in article.text
    assert article.url == "https://example.org/busy"
    assert article.published == date(2024, 5, 16)  # not the day of saving


@pytest.mark.parametrize("kind", ["plain", "html", "both"])
def test_a_message_gives_its_text_subject_sender_and_day(kind: str, tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Fwd: Re: Busy gate"
    message["From"] = "Press Office <press@example.org>"
    message["Date"] = "Thu, 16 May 2024 09:00:00 +0700"
    if kind != "html":
        message.set_content(BODY)
    if kind == "html":
        message.set_content(page(), subtype="html")
    if kind == "both":
        message.add_alternative(page(), subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="x.pdf")
    article = read_article(write(tmp_path, "a.eml", bytes(message)))
    assert "second bridge" in article.text
    assert (article.title, article.publisher) == ("Busy gate", "Press Office")
    assert (article.published, article.published_basis) == (date(2024, 5, 16), "header")


def test_a_word_document_gives_its_paragraphs(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "a.docx", word_document(BODY, title="Busy gate")))
    assert article.text == BODY + "\n"
    assert article.title == "Busy gate"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "old Word"),
        ("a.rtf", b"{\\rtf1 Moc Bai}", "Rich Text"),
        ("a.txt.gz", b"\x1f\x8b" + bytes(50), "packed"),
        ("a.png", b"\x89PNG" + bytes(50), "picture"),
        ("a.zip", b"PK\x03\x04" + bytes(50), "broken"),
        ("bomb.docx", word_document("x", extra="<!DOCTYPE w>"), "document type"),
        ("empty.docx", word_document(""), "without text"),
        ("deep.docx", word_document("<w:r>" * 5000 + "</w:r>" * 5000), "broken"),
        ("utf-16.docx", document_of("<!DOCTYPE w><w/>".encode("utf-16")), "broken"),
        ("odd.docx", document_of(b"<?xml version='1.0' encoding='nonsense'?><w/>"), "broken"),
        ("empty.eml", b"Subject: x\n\n", "without text"),
        ("odd.eml", b"Content-Type: text/plain; charset=nonsense\n\n\xff", "cannot be made out"),
        ("tcvn3.txt", b"C\xf6a kh\xc8u M\xe9c B\xb5i, t\xd8nh T\xa9y Ninh", "iconv -f TCVN"),
        ("list.json", b"[1, 2]", "no JSON object"),
        ("bad.json", b"{", "no JSON"),
        ("table.csv", b"name,place\na,b\n", "no column of texts"),
        ("long.txt", b"long " * 400_001, "at most 2,000,000"),
    ],
)
def test_what_is_no_article_is_told_with_a_way_out(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    bad, good = write(tmp_path, name, content), write(tmp_path, "good.txt", BODY)
    *errors, article = read_articles([bad, good])
    assert errors
    for error in errors:
        assert isinstance(error, ArticleError)
        assert str(error).startswith(str(bad))
    assert what in str(errors[0])
    assert isinstance(article, Article)


@pytest.mark.parametrize("charset", ["undefined", "idna", "nonsense", "rot13"])
def test_a_page_that_declares_an_odd_encoding_is_read_all_the_same(
    tmp_path: Path, charset: str
) -> None:
    assert "Moc Bai" in read_article(write(tmp_path, "a.html", page(charset))).text


def test_a_text_behind_many_comments_of_a_page_is_read_at_once(tmp_path: Path) -> None:
    assert read_article(write(tmp_path, "a.txt", "<!---->" * 40 + BODY)).text.endswith(BODY)


def test_a_page_may_open_with_comments_of_several_lines(tmp_path: Path) -> None:
    saved = "<!-- saved\nby hand -->\n<!-- twice -->" + page().removeprefix("<!DOCTYPE html>")
    assert "cookies" not in read_article(write(tmp_path, "a.txt", saved)).text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (VIETNAMESE.encode("utf-8-sig"), VIETNAMESE),
        (VIETNAMESE.encode("utf-16"), VIETNAMESE),
        (VIETNAMESE.encode("utf-16-le"), VIETNAMESE),
        (VIETNAMESE.encode("utf-16-be"), VIETNAMESE),
        (VIETNAMESE.encode("utf-32"), VIETNAMESE),
        (in_windows_1258(VIETNAMESE), VIETNAMESE),
        ("The “gate” – it’s busy…".encode("cp1252"), "The “gate” – it’s busy…"),
    ],
)
def test_encodings_without_doubt_are_read(tmp_path: Path, content: bytes, text: str) -> None:
    assert read_article(write(tmp_path, "a.txt", content)).text == text


@pytest.mark.parametrize(
    "text", ["La frontière à Hà Tiên", "Più città, però così ò ì", "Straße für Öl"]
)
def test_other_encodings_are_not_guessed(tmp_path: Path, text: str) -> None:
    with pytest.raises(ArticleError, match="no UTF-8"):
        read_article(write(tmp_path, "a.txt", text.encode("cp1252")))


@pytest.mark.parametrize(
    "record",
    [
        {"articleBody": BODY, "headline": "Busy gate", "datePublished": "2024-05-16T09:00:00Z"},
        {"Full_Text": BODY, "Title": "Busy gate", "seendate": "20240516T090000Z"},
        {"maintext": BODY, "title": "Busy gate", "date_publish": 1715824800},
        {"raw-content": BODY, "title": "Busy gate", "pubDate": "Thu, 16 May 2024 09:00:00 +0700"},
    ],
)
def test_records_of_other_tools_are_known_by_their_names(
    record: dict[str, str | int], tmp_path: Path
) -> None:
    lines = write(tmp_path, "a.jsonl", json.dumps(record) + "\n")
    alone = write(tmp_path, "b.json", json.dumps(record))
    around = write(tmp_path, "c.json", json.dumps({"status": "ok", "articles": [record]}))
    for path in (lines, alone, around):
        article = read_article(path)
        assert (article.text, article.title) == (BODY, "Busy gate")
        assert article.published == date(2024, 5, 16)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_of_articles_is_read_where_it_is_named(separator: str, tmp_path: Path) -> None:
    quoted = BODY.replace('"', '""')
    rows = [
        separator.join(["Title", "Body", "Date"]),
        f'Busy{separator}"{quoted}"{separator}2024-05-16',
    ]
    path = write(tmp_path, "a.csv", "\n".join(rows) + "\n")
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    assert (article.id, article.text, article.title) == ("a-1", BODY, "Busy")
    write(tmp_path, "b.txt", BODY)
    assert [a.id for a in read_articles([tmp_path]) if isinstance(a, Article)] == ["b"]


def test_the_text_of_a_row_is_in_the_first_column_that_has_one(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f'text,content,title\n,"{BODY}",Busy\n , ,Empty\n')
    article, empty = read_articles([path])
    assert isinstance(article, Article)
    assert article.text == BODY
    assert "record 2 holds no text" in str(empty)


def test_halves_of_characters_spoil_no_field_and_no_name(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", json.dumps({"text": BODY, "title": "x \udfff y"}) + "\n")
    (article,) = read_articles([tmp_path / "a.jsonl"])
    assert isinstance(article, Article)
    assert article.title == "x \ufffd y"
    named = read_article(write(tmp_path, "odd\udcff.md", BODY))
    assert named.id == "odd\ufffd"
    assert named.path.encode()


def test_a_column_that_is_not_asked_for_cannot_spoil_a_table(tmp_path: Path) -> None:
    far = pa.array([2**62], pa.timestamp("us"))  # a day that Python has no date for
    pq.write_table(pa.table({"text": [BODY], "fetched": far}), tmp_path / "a.parquet")
    (article,) = read_articles([tmp_path / "a.parquet"])
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("stated", "code"), [("en-US", "en"), ("EN", "en"), ("English", "en"), ("vi_VN", "vi")]
)
def test_a_language_is_kept_as_its_code(tmp_path: Path, stated: str, code: str) -> None:
    assert (
        read_article(write(tmp_path, "a.txt", f"language: {stated}\n-----\n{BODY}")).language
        == code
    )


def test_odd_names_and_links_that_go_round_do_no_harm(tmp_path: Path) -> None:
    names = ["tên có dấu.txt", 'quote\' "x" & <b>.txt', "new\nline.txt", "-o.txt"]
    for name in names:
        write(tmp_path, name, BODY)
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone")
    found = list(read_articles([tmp_path]))
    assert sorted(a.id for a in found if isinstance(a, Article)) == sorted(
        name.removesuffix(".txt") for name in names
    )


def test_a_map_that_stands_beside_its_articles_is_none_of_them(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY)
    maps = tmp_path / "maps"
    (maps / "layers").mkdir(parents=True)
    write(maps, "index.html", page())
    assert [a.id for a in read_articles([tmp_path]) if isinstance(a, Article)] == ["a", "index"]
    write(maps / "layers", "border.geojson", "{}")
    assert [a.id for a in read_articles([tmp_path]) if isinstance(a, Article)] == ["a"]
