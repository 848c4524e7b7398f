"""One sentence for every issue code of the readers and of the recognition of plan tables."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE_SENTENCES: Final[dict[str, Promise]] = {
    "file_empty": _("The file is empty. Choose the file that holds the table."),
    "file_too_large": _("The file is larger than can be imported. Save only the sheet with the table as a new file."),
    "file_corrupted": _("The file is damaged and cannot be opened. Open it in Excel or Word, save it again and retry."),
    "format_unknown": _(
        "This is not a workbook (.xlsx), a Word document (.docx), a CSV file or a text. Save the table in one of these."
    ),
    "encoding_unknown": _("The characters cannot be read. Save the file as CSV UTF-8 or as a workbook (.xlsx)."),
    "password_protected": _("The file is protected with a password. Remove the password in Excel or Word and retry."),
    "unpacks_too_large": _("Unpacked, the file would be far larger than any table; it was not opened."),
    "quote_unclosed": _("A quotation mark is opened and never closed; it was read as an ordinary character."),
    "cell_too_long": _("The cell holds %(characters)s characters; only the first %(limit)s were read. Shorten it."),
    "too_many_rows": _("The table has %(rows)s rows; only the first %(limit)s were read. Split the file."),
    "too_many_columns": _("The table has %(columns)s columns; only the first %(limit)s were read."),
}

SENTENCES: Final[dict[str, Promise]] = {**FILE_SENTENCES}
