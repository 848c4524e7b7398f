"""What is taken, what is refused and in which words, and how it is handed out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from zoneworks.common.errors import Refused
from zoneworks.files.kinds import kind_of
from zoneworks.files.models import KeptFile
from zoneworks.files.services import clean_name, keep_file
from zoneworks.files.serving import file_response
from zoneworks.files.tests.made_files import PDF, Place, jpeg, office, old, packed, png, relations, webp

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = "说明：<html><body>你好</body></html>".encode()


def keep(place: Place, name: str, data: bytes | SimpleUploadedFile) -> KeptFile:
    return keep_file(scope=place.scope, zone=place.zone, name=name, data=data)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("通报.pdf", PDF, "pdf"),
        ("现场.png", png(), "png"),
        ("现场.jpg", jpeg(), "jpeg"),
        ("现场.JPEG", jpeg(), "jpeg"),
        ("现场.webp", webp(), "webp"),
        ("请示.docx", office("docx"), "docx"),
        ("台账.xlsx", office("xlsx"), "xlsx"),
        ("汇报.pptx", office("pptx"), "pptx"),
        ("链接.docx", office(word___rels__document_xml=""), "docx"),
        ("超链接.docx", office(**{"word/_rels/document.xml.rels": relations("hyperlink")}), "docx"),
        ("旧.doc", old("WordDocument"), "doc"),
        ("旧.xls", old("Workbook"), "xls"),
        ("旧.ppt", old("PowerPoint Document"), "ppt"),
        ("公文.ofd", packed({"OFD.xml": "<ofd/>"}), "ofd"),
        ("清单.csv", "名称,数量\n签约,3".encode("gb18030"), "csv"),
        ("说明.txt", "增长<5%，产值>3亿元".encode(), "text"),
        ("bom.txt", "\ufeff说明".encode(), "text"),
        ("mz.txt", b"MZ is a word", "text"),
    ],
)
def test_documents_pictures_and_plain_text_are_taken(name: str, data: bytes, code: str) -> None:
    assert kind_of(data, name.rpartition(".")[2].casefold()).code == code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.pdf", b"", "file_empty"),
        ("程序.pdf", b"MZ\x90\x00\x03\x00", "file_program"),
        ("程序.exe", b"MZ\x90\x00\x03\x00", "file_program"),
        ("程序.txt", b"\x7fELF\x02", "file_program"),
        ("快捷.lnk", b"L\x00\x00\x00\x01\x14\x02\x00", "file_program"),
        ("脚本.txt", b"#!/bin/sh\nrm -rf .", "file_program"),
        ("脚本.csv", b"@echo off\r\ndel", "file_program"),
        ("脚本.js", b"alert(1)", "file_extension_differs"),
        ("图.svg", SVG, "file_markup"),
        ("图.txt", b"  \n" + SVG, "file_markup"),
        ("网页.html", b"<!DOCTYPE html><p>", "file_markup"),
        ("网页.csv", PAGE, "file_markup"),
        ("网页.txt", b"< script >x()</script>", "file_markup"),
        ("压缩.zip", packed({"a.txt": "a"}), "file_archive"),
        ("压缩.docx", packed({"a.txt": "a"}), "file_archive"),
        ("压缩.rar", b"Rar!\x1a\x07\x00", "file_archive"),
        ("压缩.pdf", b"7z\xbc\xaf\x27\x1c", "file_archive"),
        ("压缩.txt", b"\x1f\x8b\x08", "file_archive"),
        ("宏.docx", office(word__vbaProject_bin=b"x", **{"word/vbaProject.bin": b"x"}), "file_macros"),
        ("宏.xlsx", office("xlsx", **{"xl/macrosheets/sheet1.xml": "<a/>"}), "file_macros"),
        ("控件.docx", office(**{"word/activeX/activeX1.xml": "<a/>"}), "file_macros"),
        ("模板.docx", office(**{"word/_rels/settings.xml.rels": relations("attachedTemplate")}), "file_fetches"),
        ("对象.docx", office(**{"word/_rels/document.xml.rels": relations("oleObject")}), "file_fetches"),
        ("内嵌.docx", office(**{"word/embeddings/a.exe": b"MZ"}), "file_program_inside"),
        ("越界.docx", office(**{"../../a.xml": "<a/>"}), "file_places_outside"),
        ("炸弹.xlsx", office("xlsx", **{"xl/a.xml": b"\0" * (60 * 1024 * 1024)}), "file_bomb"),
        ("坏.docx", office()[:60], "file_broken"),
        ("旧宏.xls", old("Workbook", "_VBA_PROJECT_CUR"), "file_macros"),
        ("旧宏.doc", old("WordDocument", "Macros"), "file_macros"),
        ("安装.doc", old("Property"), "file_other"),
        ("加密.docx", old("EncryptedPackage"), "file_encrypted"),
        ("巨图.png", png(30_000, 4), "file_picture_too_large"),
        ("巨图.jpg", jpeg(20_000, 20_000), "file_picture_too_large"),
        ("巨图.webp", webp(16_000, 16_000), "file_picture_too_large"),
        ("零图.png", png(0, 4), "file_picture_empty"),
        ("坏图.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "file_broken"),
        ("坏图.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "file_broken"),
        ("声音.webp", b"RIFF\0\0\0\0WAVEfmt ", "file_other"),
        ("富文本.doc", b"{\\rtf1 a}", "file_rich_text"),
        ("两样.pdf", b"GIF89a;/*%PDF-1.4", "file_two_kinds"),
        ("动图.gif", b"GIF89a\x01\0\x01\0", "file_other"),
        ("数据.txt", b"abc\x00def", "file_other"),
        ("控制.txt", b"abc\x07", "file_other"),
        ("改名.pdf", png(), "file_extension_differs"),
        ("改名.docx", office("xlsx"), "file_extension_differs"),
        ("文字.docx", "只是文字".encode(), "file_extension_differs"),
        ("没有扩展名", PDF, "file_no_extension"),
        (".pdf", PDF, "file_no_extension"),
        ("a.pdf.exe", PDF, "file_extension_differs"),
    ],
)
@pytest.mark.django_db
def test_what_is_dangerous_or_not_what_it_says_is_refused(place: Place, name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        keep(place, name, data)

    assert refused.value.code == code
    assert clean_name(name) in str(refused.value)
    assert code == "file_empty" or "PDF, OFD, DOCX" in str(refused.value)
    assert not KeptFile.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("extra", [0, 1])
def test_a_file_may_be_as_large_as_the_limit(place: Place, settings: object, extra: int) -> None:
    settings.ZONEWORKS_FILE_LIMIT = len(PDF)  # type: ignore[attr-defined]
    upload = SimpleUploadedFile("a.pdf", PDF + b"\n" * extra)
    if not extra:
        assert keep(place, "a.pdf", upload).size == len(PDF)
        return
    upload.file.close()  # what is too large is not even read
    with pytest.raises(Refused, match="may have at most") as refused:
        keep(place, "a.pdf", upload)
    assert refused.value.code == "file_too_large"


@pytest.mark.django_db
def test_the_same_content_is_stored_once_in_a_zone(place: Place, settings: object) -> None:
    first, again, renamed = keep(place, "a.pdf", PDF), keep(place, "a.pdf", PDF), keep(place, "b.pdf", PDF)
    elsewhere = keep_file(scope=place.scope, zone=place.other_zone, name="a.pdf", data=PDF)

    assert first == again
    assert renamed.content.name == first.content.name
    assert elsewhere.content.name != first.content.name
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]  # type: ignore[attr-defined]
    assert len(stored) == 2
    assert (first.sha256, first.media_type) == (renamed.sha256, "application/pdf")
    assert not stored[0].suffix  # nothing a server could take for a program


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\李\\报告.docx", "报告.docx"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ('他说"好"<b>.txt', "他说好b.txt"),
        ("  .隐藏.pdf. ", "隐藏.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
        ("零\u200b宽.pdf", "零宽.pdf"),
    ],
)
def test_names_are_made_harmless(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.django_db
def test_a_file_is_handed_out_to_be_saved_and_nothing_in_it_runs(place: Place) -> None:
    kept = keep(place, "九月 通报.pdf", PDF)
    response = file_response(kept)

    assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E4%B9%9D%E6%9C%88%20%E9%80%9A%E6%8A%A5.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"] == f'"{kept.sha256}"'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "way", "media_type"),
    [
        ("a.png", png(), "inline", "image/png"),
        ("a.pdf", PDF, "attachment", "application/pdf"),
        ("a.txt", b"plain", "attachment", "application/octet-stream"),
    ],
)
def test_only_pictures_are_shown_in_the_browser(
    place: Place, name: str, data: bytes, way: str, media_type: str
) -> None:
    response = file_response(keep(place, name, data), is_shown=True)

    assert response["Content-Disposition"].startswith(way)
    assert response["Content-Type"] == media_type
    response.close()


@pytest.mark.django_db
def test_what_the_browser_has_is_not_sent_again(place: Place) -> None:
    kept = keep(place, "a.pdf", PDF)
    request = RequestFactory().get("/", headers={"if-none-match": f'"{kept.sha256}"'})

    assert file_response(kept, request).status_code == 304
