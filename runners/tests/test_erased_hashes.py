"""Names and texts that were erased, told by hashes."""

from pathlib import Path

from runners.data.erased_hashes import ErasedHashes, hash_group


def test_a_name_is_hashed_as_the_server_does() -> None:
    """The value is Node's, of JSON.stringify(["p", 'Mrs "Ärmel"\\n\\u2028\\u0007'])."""
    assert hash_group("p", 'Mrs "Ärmel"\n\u2028\u0007') == (
        "f0c98c05e83548c76760104079e5134dc3a22867b368567484db4d749fb94651"
    )


def test_sources_and_names_stand_in_one_file(tmp_path: Path) -> None:
    file = tmp_path / "erased"
    file.write_text("\n".join(["ff" * 32, f"group:{hash_group('p', 'miller')}"]))
    erased = ErasedHashes.read(file)
    assert erased.sources.tolist() == [0xFFFFFFFFFFFFFFFF]
    assert erased.names_among("p", ["kay", "miller", "miller"]).tolist() == [False, True, True]
    assert erased.names_among("q", ["miller"]).tolist() == [False]


def test_nothing_was_erased_without_a_file() -> None:
    erased = ErasedHashes.read(None)
    assert erased.sources.size == 0
    assert erased.names_among("p", ["miller", "kay"]).tolist() == [False, False]
