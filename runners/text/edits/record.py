"""Rewrites as rows of the table: offsets in UTF-16 code units, and the inverse."""

from collections.abc import Sequence

from runners.contract.rewrites import EditRecord, NoteToRewrite, Refusal, RefusedRow, RewriteRow, Span
from runners.text.edits.rewriter import SENTENCES, Rewrite
from runners.text.utf16_offsets import Utf16Offsets


class EditsDoNotFitError(ValueError):
    """A rewrite does not hold what its edits say."""


def row_of(note: NoteToRewrite, number: int, kind: str, rewrite: Rewrite) -> RewriteRow:
    """The row of a rewrite or a control of `note`."""
    before, after = Utf16Offsets(note.text), Utf16Offsets(rewrite.text)
    records, grown = [], 0
    for edit in rewrite.edits:
        change, site = edit.change, edit.site
        start = change.start + grown
        span = Span(start=after.to_units(start), end=after.to_units(start + len(change.after)))
        types = dict(zip(("creola@1", "four_types@1"), site.types, strict=True)) if site.types else {}
        records.append(
            EditRecord(
                start=before.to_units(change.start), end=before.to_units(change.end),
                before=note.text[change.start : change.end], after=change.after, span=span,
                family=site.family, types={} if site.family == "omission" else types, severity=site.severity,
                checked=list(site.checked),
            )
        )  # fmt: skip
        grown += change.grows()
    wrong = any(edit.site.family not in ("omission", "paraphrase") for edit in rewrite.edits)
    return RewriteRow(
        id=f"{note.id}:{number}", example=note.id, group=note.group or note.id, split=note.split, section=note.section,
        kind="control" if kind == "control" else "rewrite", h=1 if wrong else 0, original=note.text, text=rewrite.text,
        edits=records,
    )  # fmt: skip


def refused_row(note: NoteToRewrite, kind: str, reason: Refusal) -> RefusedRow:
    """The row of a note that nothing came of."""
    return RefusedRow(
        example=note.id, kind="control" if kind == "control" else "rewrite", reason=reason, sentence=SENTENCES[reason]
    )


def undo(text: str, edits: Sequence[EditRecord]) -> str:
    """The original that a rewrite was made of.

    Raises:
        EditsDoNotFitError: the rewrite does not hold what an edit put in.
    """
    units = text.encode("utf-16-le")
    for edit in edits:
        at, put = 2 * edit.start, edit.after.encode("utf-16-le")
        if units[at : at + len(put)] != put:
            raise EditsDoNotFitError(f"What the edit at {edit.start} put in does not stand there.")
        units = units[:at] + edit.before.encode("utf-16-le") + units[at + len(put) :]
    return units.decode("utf-16-le")
