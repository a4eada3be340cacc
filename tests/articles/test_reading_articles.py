"""Articles come out of every format with their body untouched and their metadata known."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles import read_article, read_articles
from geo.articles.published import published
from geo.articles.text import draft_of_text
from geo.errors import ArticleError
from geo.model import Article

BODY = "The gate of Moc Bai was busy.\nLorries waited on both sides of the border.\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one_page_pdf(text: str, info: dict[str, str] | None = None) -> bytes:
    """Return a PDF with one line of text, or an empty page."""
    import io

    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    if text:
        font = DictionaryObject({
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        })  # fmt: skip
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata(info or {})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_body_without_header_is_the_whole_file(tmp_path: Path) -> None:
    text = "\n" + BODY.replace("\n", "\r\n") + "\n"
    article = read_article(write(tmp_path, "a.txt", text))
    assert article.text == text
    assert article.id == "a"
    assert article.path == str(tmp_path / "a.txt")


def test_front_matter_is_no_part_of_the_body(tmp_path: Path) -> None:
    head = (
        "---\ntitle: Busy gate\npublisher: The Desk\npublished: 2025-11-12\n"
        "url: https://example.org/x\n---\n"
    )
    article = read_article(write(tmp_path, "a.md", head + BODY))
    assert article.text == BODY
    assert (article.title, article.publisher) == ("Busy gate", "The Desk")
    assert (article.published, article.published_basis) == (date(2025, 11, 12), "header")
    assert article.url == "https://example.org/x"


def test_lines_of_keys_ended_by_a_rule_are_a_header(tmp_path: Path) -> None:
    head = "url: https://example.org/x\npublished: not stated (about January 2014)\n-----\n"
    article = read_article(write(tmp_path, "a.txt", head + BODY))
    assert article.text == BODY
    assert article.published is None
    assert (article.published_text, article.published_basis) == ("2014-01", "header")


def test_a_rule_below_running_text_ends_no_header(tmp_path: Path) -> None:
    text = BODY + "-----\n" + BODY
    assert read_article(write(tmp_path, "a.txt", text)).text == text


def test_html_gives_the_article_without_its_menu(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Busy gate</title>"
        "<meta property='article:published_time' content='2025-11-12T08:00:00+07:00'>"
        "<link rel='canonical' href='https://example.org/busy'></head><body><nav>Home Sport</nav>"
        "<article><h1>Busy gate</h1>"
        + "".join(f"<p>{BODY * 3} Số {i}.</p>" for i in range(4))
        + "</article><script>alert(1)</script></body></html>"
    )
    article = read_article(write(tmp_path, "a.html", page))
    assert "Lorries waited" in article.text
    assert "Số 3" in article.text
    assert "alert" not in article.text
    assert article.published == date(2025, 11, 12)
    assert article.url == "https://example.org/busy"
    assert article.title == "Busy gate"


def test_html_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = f"<html><head><meta charset='windows-1258'></head><body><p>{BODY * 5}Hà Tiên</p></body>"
    article = read_article(write(tmp_path, "a.html", page.encode("cp1252")))
    assert "Hà Tiên" in article.text


def test_pdf_gives_its_text_and_its_title(tmp_path: Path) -> None:
    content = one_page_pdf(
        "The gate of Moc Bai was busy", {"/Title": "Busy gate", "/CreationDate": "D:20251112080000"}
    )
    article = read_article(write(tmp_path, "a.pdf", content))
    assert article.text.strip() == "The gate of Moc Bai was busy"
    assert article.title == "Busy gate"
    assert (article.published, article.published_basis) == (date(2025, 11, 12), "file")


def test_json_lines_and_parquet_hold_several_articles(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    records = [{"text": BODY, "title": f"No. {i}", "date": "2025-11-12"} for i in range(3)]
    lines = write(tmp_path, "a.jsonl", "\n".join(json.dumps(r) for r in records) + "\nno json\n")
    *articles, broken = read_articles([lines])
    assert [a.id for a in articles if isinstance(a, Article)] == ["a-1", "a-2", "a-3"]
    assert isinstance(broken, ArticleError)
    assert "line 4" in str(broken)
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "b.parquet")
    rows = list(read_articles([tmp_path / "b.parquet"]))
    assert [a.title for a in rows if isinstance(a, Article)] == ["No. 0", "No. 1", "No. 2"]
    assert [a.published for a in rows if isinstance(a, Article)] == [date(2025, 11, 12)] * 3
    with pytest.raises(ArticleError, match="several"):
        read_article(tmp_path / "b.parquet")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("header.txt", b"title: x\n-----\n\n", "holds no text"),
        ("binary.txt", b"\x00\x01\x02" * 50, "binary"),
        ("control.txt", b"\x01\x02\x03 text" * 50, "binary"),
        ("old.txt", "Tỉnh Tây Ninh".encode()[:5] + b"\xe9 nh", "no UTF-8"),
        ("broken.pdf", b"%PDF-1.7\nnothing", "broken PDF"),
        ("scan.pdf", one_page_pdf(""), "without text"),
        ("bad.md", b"---\ntitle: a: b: c\n---\ntext\n", "no YAML"),
        ("tag.md", b'---\ntitle: !!int ""\n---\ntext\n', "bad value"),
        ("time.md", b"---\ndate: !!timestamp x\n---\ntext\n", "bad value"),
        ("deep.md", b"---\na: " + b"[" * 30_000 + b"\n---\ntext\n", "no YAML"),
        ("list.md", b"---\n- a\n---\ntext\n", "key: value"),
        ("empty.html", b"<html><body></body></html>", "no article"),
        ("no.parquet", b"PAR1nothing", "Parquet"),
    ],
)
def test_a_bad_file_is_named_and_the_others_go_on(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    bad, good = write(tmp_path, name, content), write(tmp_path, "good.txt", BODY)
    error, article = read_articles([bad, good])
    assert isinstance(error, ArticleError)
    assert str(error).startswith(str(bad))
    assert what in str(error)
    assert isinstance(article, Article)


def test_a_file_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    path = write(tmp_path, "long.txt", b"a" * 2000)
    with pytest.raises(ArticleError, match=r"at most 0\.001 MB"):
        read_article(path, max_bytes=1000)


def test_a_long_line_of_json_lines_does_not_stop_the_others(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", "x" * 5000 + "\n" + json.dumps({"text": BODY}) + "\n")
    error, article = read_articles([path], max_bytes=1000)
    assert "longer than 1,000" in str(error)
    assert isinstance(article, Article)
    assert article.id == "a-2"


def test_missing_files_and_empty_folders_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    gone, empty = read_articles([tmp_path / "gone.txt", tmp_path / "empty"])
    assert "does not exist" in str(gone)
    assert "holds no articles" in str(empty)


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "c.csv"):
        write(tmp_path, name, BODY)
    assert [a.id for a in read_articles([tmp_path]) if isinstance(a, Article)] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" date 2023-11-13 The two sides met.\nMore.", "2023-11-13"),
        ("Headline of the day\n\nThe Paper | 25 April 2017\n\nText.", "2017-04-25"),
        ("Mon, Jan 03, 2011\nThe Paper\n\nText.", "2011-01-03"),
        ("Friday, 25/12/2020 17:51\nText.", "2020-12-25"),
        ("Text.\n" * 9 + "Phnom Penh, 11 December 2025\n", "2025-12-11"),
        ("Outcomes\nSiem Reap, 8-9 December 2025\n" + "Text.\n" * 9 + "Done, 11 December 2025\n",
         "2025-12-11"),
        ("PHNOM PENH, Nov. 13, 2023 (Agency) -- The sides met.", "2023-11-13"),
        ("Thứ hai, ngày 13 tháng 11 năm 2023\nHai bên gặp nhau.", "2023-11-13"),
        ("ថ្ងៃទី១៣ ខែវិច្ឆិកា ឆ្នាំ២០២៣\nText.", "2023-11-13"),
        ("The bridge was opened on 24 April 2017 by both ministers.", None),
        ("Auguſt 12, 2020\nThe sides met.", "2020-08-12"),
        ("Aprıl 12, 2020\nThe sides met.", None),
        ("Nothing at all.", None),
    ],
)  # fmt: skip
def test_the_day_is_found_in_lines_that_give_it(text: str, expected: str | None) -> None:
    day, _, basis = published(None, text, None, "article")
    assert (day.isoformat() if day else None) == expected
    assert basis == ("text" if expected else None)


def test_address_and_file_name_come_last() -> None:
    assert published(None, "Text.", "https://example.org/2021/06/x/", "a") == (
        None, "2021-06", "url",
    )  # fmt: skip
    assert published(None, "Text.", "https://example.org/x-20231113121314.htm", "a")[0] == date(
        2023, 11, 13
    )
    assert published(None, "Text.", None, "2025-11-exchange") == (None, "2025-11", "file")
    assert published(None, "Text.", None, "000_a917bf845ff056da") == (None, None, None)


def test_a_full_date_completes_a_partial_one_only_where_they_agree() -> None:
    text = "Mon, Jan 06, 2014\nText."
    assert published("January 2014", text, None, "a")[0] == date(2014, 1, 6)
    assert published("May 2015", text, None, "a") == (None, "2015-05", "header")
    assert published("not stated (2020 or 2021)", "Text.", None, "a") == (None, None, None)


def test_the_address_of_the_source_is_found_in_the_text(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "a.txt", BODY + "Source: https://www.example.org/a-1"))
    assert article.url == "https://www.example.org/a-1"
    assert article.publisher == "example.org"
    unsafe = write(tmp_path, "b.txt", f"url: javascript:alert(1)\n-----\n{BODY}")
    assert read_article(unsafe).url is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Cửa khẩu Mộc Bài hôm nay rất đông người qua lại.", "vi"),
        ("ច្រកទ្វារព្រំដែនអន្តរជាតិបាវិត ខេត្តស្វាយរៀង", "km"),
        ("ດ່ານສາກົນ ຢູ່ ແຂວງ ອັດຕະປື", "lo"),
        ("ok", None),
        ("12 34", None),
    ],
)
def test_the_language_is_told_where_the_text_is_long_enough(
    tmp_path: Path, text: str, language: str | None
) -> None:
    assert read_article(write(tmp_path, "a.txt", text)).language == language


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_character_of_a_body_is_lost(body: str) -> None:
    head = "title: x\n-----\n"
    assert draft_of_text((head + body).encode(), "a.txt").text == body
    assert draft_of_text(("---\ntitle: x\n---\n" + body).encode(), "a.md").text == body


def test_offsets_of_the_gold_fit_the_bodies(shared: Path) -> None:
    checked = 0
    for gold_folder, folder in (
        (shared / "eval" / "articles_gold", shared / "articles"),
        (shared / "eval" / "dev" / "gold", shared / "eval" / "dev" / "articles"),
    ):
        for file in sorted(gold_folder.glob("*.json")):
            gold = json.loads(file.read_text(encoding="utf-8"))
            article = read_article(folder / Path(gold["article"]).name)
            for mention in gold["mentions"]:
                assert article.text[mention["start"] : mention["end"]] == mention["text"]
            checked += 1
    assert checked == 17
