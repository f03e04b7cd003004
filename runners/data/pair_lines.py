"""What pairs have beside their examples, as lines for COPY and as the end of their lines of JSON."""

from collections.abc import Iterator
from itertools import repeat
from json.encoder import encode_basestring as quoted

from runners.data.copy_text import NULL, escaped
from runners.data.examples import Examples


def pair_json(batch: Examples) -> Iterator[str]:
    """What stands behind the metadata in the line of each row; nothing where rows are no pairs."""
    if not batch.pair:
        return repeat("")
    return _pair_json(batch)


def _pair_json(batch: Examples) -> Iterator[str]:
    for at, side in enumerate(batch.pair):
        rejected = quoted(batch.rejected[at]) if batch.rejected else "null"
        second = "null" if side.h_rejected is None else side.h_rejected
        flipped = "true" if side.flipped else "false"
        yield (
            f', "rejected": {rejected}, "hChosen": {side.h_chosen}, "hRejected": {second}, "flipped": {flipped}, '
            f'"origin": {quoted(side.origin)}, "provenance": {side.provenance or "null"}'
        )


def pair_lines(batch: Examples, project: str, version: str, first: int) -> Iterator[str]:
    """Lines of the table `pair`.

    Columns: example_id, project_id, dataset_version_id, rejected, h_chosen, h_rejected, flipped, origin, provenance,
    assessment_ids, generation_ids, note_hash. The example's position counts from `first`.
    """
    if not batch.pair:
        return
    rejected = escaped(batch.rejected) if batch.rejected else [NULL] * len(batch.pair)
    told = escaped([side.provenance for side in batch.pair])
    for at, side in enumerate(batch.pair):
        second = NULL if side.h_rejected is None else side.h_rejected
        yield (
            f"{version}-{first + at}\t{project}\t{version}\t{rejected[at]}\t{side.h_chosen}\t{second}\t"
            f"{'t' if side.flipped else 'f'}\t{side.origin}\t{told[at] or NULL}\t{_ids(side.assessments)}\t"
            f"{_ids(side.generations)}\t{side.note_hash or batch.source_hash[at]}\n"
        )


def _ids(text: str) -> str:
    return "{" + ",".join(f'"{each}"' for each in text.split()) + "}"
