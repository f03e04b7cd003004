"""Rules that point at what looks like names, numbers, dates and addresses."""

import json

import pytest
from dataset_files import as_csv, read_file

from runners.data.sample.generate_sample import generate_sample
from runners.text.identifying import find_hits, rules


def found(text):
    return {rule.id: text[start:end] for rule, start, end in find_hits(text)}


@pytest.mark.parametrize(
    ("rule", "text", "hit"),
    [
        ("titled-name", "seen by Dr. O'Brien today", None),
        ("titled-name", "seen by Dr. Morgan today", "Dr. Morgan"),
        ("titled-name", "Good morning, Mrs Lopez-Garcia.", "Mrs Lopez-Garcia"),
        ("titled-name", "the doctor said so", None),
        ("full-name", "Maria Fernandez came in", "Maria Fernandez"),
        ("full-name", "with John Q. Public", "John Q. Public"),
        ("full-name", "Crohn Disease was ruled out", None),
        ("stated-name", "Hello, my name is Priya.", "my name is Priya"),
        ("stated-name", "Patient: Since Monday.", None),
        ("date", "on 03/12/2024 and", "03/12/2024"),
        ("date", "on 2024-03-12.", "2024-03-12"),
        ("date", "on March 3rd, 2024", "March 3rd, 2024"),
        ("date", "on 3 March 2024", "3 March 2024"),
        ("date", "since 2019", None),
        ("date", "takes 1/2 tablet", None),
        ("age-over-89", "a 92-year-old man", "92-year-old"),
        ("age-over-89", "a 45 year old woman", None),
        ("phone", "call 555-201-3344.", "555-201-3344"),
        ("phone", "call +44 (20) 7946 0958", "+44 (20) 7946 0958"),
        ("phone", "blood pressure 120-80", None),
        ("record-number", "MRN: 448812", "MRN: 448812"),
        ("record-number", "SSN 123-45-6789", "123-45-6789"),
        ("record-number", "chart 20458812", "20458812"),
        ("record-number", "glucose 140", None),
        ("email", "write to a.b@clinic.org", "a.b@clinic.org"),
        ("web", "see https://example.org/x?y=1 now", "https://example.org/x?y=1"),
        ("street", "lives at 12 Old Mill Road", "12 Old Mill Road"),
        ("street", "took 12 Tablets", None),
        ("postcode", "Springfield, IL 62704", "IL 62704"),
        ("postcode", "London SW1A 1AA", "SW1A 1AA"),
    ],
)
def test_rules_hit_what_they_say_and_leave_the_rest(rule, text, hit):
    assert found(text).get(rule) in ((hit,) if hit else (None,)) or (hit and hit in found(text).get(rule, ""))


def test_every_rule_says_in_words_what_it_takes():
    assert len({rule.id for rule in rules()}) == len(rules())
    assert all(rule.title and len(rule.looks_for) > 15 for rule in rules())


def test_long_texts_of_one_character_take_no_time_beyond_their_length():
    for text in ("1" * 200_000, "a" * 200_000, "A " * 100_000, "1-" * 100_000, "a.b" * 60_000 + "@"):
        assert len(list(find_hits(text))) >= 0


def test_hits_say_where_and_never_what(tmp_path):
    rows = [["No names here.", "x"], ["I saw Dr. Morgan on 03/12/2024.", "Seen by Dr. Morgan."], ["", "x"]]
    preview, stored = read_file(tmp_path, as_csv(["source", "reference"], *rows))
    facts = preview["reading"]["facts"]["findings"]
    told = {rule["rule"]: rule for rule in facts["rules"]}
    assert facts["examined"] == 2
    assert told["titled-name"]["rows"] == 1
    hit = told["titled-name"]["hits"][1]
    assert stored[hit["position"]][hit["field"]][hit["start"] : hit["end"]] == "Dr. Morgan"
    assert "Morgan" not in json.dumps(facts)


def test_the_sample_dialogues_hold_no_phone_numbers_and_no_addresses():
    rows = generate_sample(0, 60)
    for row in rows:
        assert not {"phone", "email", "street", "postcode", "web"} & set(found(f"{row['source']} {row['reference']}"))
