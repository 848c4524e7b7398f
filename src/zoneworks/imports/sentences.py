"""What every kind of import has in common: one sentence for each issue code of files and of sheets.

A key "code:param" is the sentence for when that parameter is given.
"""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE_SENTENCES: Final[dict[str, Promise]] = {
    "file_empty": _("The file is empty. Choose the file that holds the table."),
    "file_missing": _("There is no file %(filename)s. Check its name and folder."),
    "file_unreadable": _("The file %(filename)s cannot be opened. Check that you may read it."),
    "file_too_large": _("The file is larger than can be imported. Save only the sheet with the table as a new file."),
    "file_corrupted": _("The file is damaged and cannot be opened. Open it in Excel or Word, save it again and retry."),
    "format_unknown": _(
        "This is not a workbook (.xlsx), a Word document (.docx), a CSV file or a text. Save the table as one of these."
    ),
    "old_excel_format": _("This workbook has an old format. Open it in Excel, save it as .xlsx and retry."),
    "old_word_format": _("This document has the old .doc format. Open it in Word, save it as .docx and retry."),
    "encoding_unknown": _("The characters cannot be read. Save the file as CSV UTF-8 or as a workbook (.xlsx)."),
    "password_protected": _("The file is protected with a password. Remove the password in Excel or Word and retry."),
    "unpacks_too_large": _("Unpacked, the file would be far larger than any table, so it was not opened."),
    "wrong_extension": _("The name ends in %(extension)s, but the content is %(actual)s; it was read as that."),
    "program_failed": _("The program failed (%(error)s). The file is not to blame; please report this."),
    "database_not_ready": _(
        "The database is not ready (%(error)s). Run `django-admin migrate`, or try `zoneworks demo`."
    ),
    "arguments_wrong": _("The command was not understood: %(error)s."),
    "text_cut_off": _("The file breaks off in the middle of a character. Check that the end of the text is there."),
    "quote_unclosed": _("A quotation mark is opened and never closed; it was read as an ordinary character."),
}

SHEET_SENTENCES: Final[dict[str, Promise]] = {
    "cell_too_long": _("The text has %(characters)s characters; at most %(limit)s can be taken over. Shorten it."),
    "cell_error_value": _("The cell shows the error %(value)s; it was read as empty. Correct the formula."),
    "formula_without_value": _(
        "The formula %(value)s has no stored result; it was read as text. Open the workbook in Excel and save it again."
    ),
    "too_many_rows": _("There are %(rows)s rows; only the first %(limit)s were read. Split the file."),
    "too_many_columns": _("There are %(columns)s columns; only the first %(limit)s were read."),
    "too_many_sheets": _("There are %(sheets)s sheets; only the first %(limit)s were read."),
    "sheet_too_large": _(
        "The sheet fills %(cells)s cells and was left out. Delete empty rows and columns and save again."
    ),
    "sheet_hidden": _("The sheet is hidden and was not read."),
    "sheet_not_read": _("This sheet was not read; of a large list one sheet is read at a time."),
    "sheet_empty": _("The sheet is empty."),
    "merge_conflict": _("Two merged ranges claim this cell; the first counts."),
    "column_unknown": _("The column “%(header)s” is not known and was left out."),
}

COMMON_SENTENCES: Final[dict[str, Promise]] = {**FILE_SENTENCES, **SHEET_SENTENCES}
