"""A record that keeps the contract is read whole, quickly; the document as a whole is held to its limits."""

import json
import time
from pathlib import Path

import pytest

from portal.caserecord.contract import content_hash, content_sha256, read_record
from tests.unit.whole_record import EXEMPLARS, GONE, WHOLE, as_bytes, changed, refusal

SAMPLES = sorted(Path(__file__).parents[2].joinpath("content/demo/records").glob("*.json"))


def test_the_whole_record_is_read_and_nothing_of_it_is_lost():
    record = read_record(as_bytes(WHOLE), EXEMPLARS)
    assert [passage.kind for passage in record.passages] == [passage["kind"] for passage in WHOLE["passages"]]
    assert (record.passages[0].withhold[0].from_, record.versions_for_family[0].audience) == ("M", "child")
    assert (record.person("M").name, record.person("everyone")) == ("Mair", None)
    assert record.children_references == ["C"]


def test_what_is_read_cannot_be_altered():
    record = read_record(as_bytes(WHOLE), EXEMPLARS)
    with pytest.raises(AttributeError):
        record.passages[0].text = "other"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_the_sample_is_read_at_more_than_fifty_a_second(sample):
    document = sample.read_bytes()
    record = read_record(document, EXEMPLARS)
    assert record.exemplar == sample.stem
    assert len(record.passages) == len(json.loads(document)["passages"])
    took = []
    for _ in range(5):
        start = time.process_time()
        read_record(document, EXEMPLARS)
        took.append(time.process_time() - start)
    assert min(took) < 1 / 50


def test_there_are_three_samples_and_one_is_about_three_children():
    records = {sample.stem: read_record(sample.read_bytes(), EXEMPLARS) for sample in SAMPLES}
    assert len(records) == 3
    assert len(records["child-protection-plan"].children_references) == 3


ALLOWED = [
    ("dates", {}),
    ("versions_for_family", []),
    ("versions_for_family", GONE),
    ("version", 1),
    ("version", 2_147_483_647),
    ("status", "partial"),
    ("nation", "england"),
    ("reference", "aZ09-_/." * 8),
    ("people[0].born", "2024-02-29"),
    (
        "people[0].languages",
        ["zh-Hant-TW", "sl-rozaj-biske", "de-a-foo-x-bar", "x-home", "i-klingon", "CY", "zh-yue"],
    ),
    ("passages[0].language", GONE),
    ("passages[0].text", "x" * 200_000),
    ("passages[0].text", "a < b &nbsp;"),
    ("passages[0].text", "line\u2028line \U0001f600 \u200d"),
    ("passages[1].id", "anything at all"),
    ("passages[1].text", "<p></p>"),
    ("passages[1].text", 'he said "' + "[{" * 20),
    ("passages[1].text", "\\" + "]}" * 20),
    ("passages[3].rows[0].by", "by 2026-02-30 or so"),
    ("passages[3].rows[0].by", "30/02/2026"),
    ("passages[3].rows[0].who", "Nobody yet"),
    ("passages[8].options", ["home"]),
    ("versions_for_family[1].for", "parent"),
    ("versions_for_family[1].level", "plain"),
]


@pytest.mark.parametrize(("path", "value"), ALLOWED)
def test_what_the_contract_allows_is_read(path, value):
    assert read_record(as_bytes(changed((path, value))), EXEMPLARS)


def test_a_sibling_group_is_about_each_of_its_children_in_order():
    group = changed(("child", GONE), ("children", ["D", "C"]), ("passages[0].about", ["C", "D"]))
    assert read_record(as_bytes(group), EXEMPLARS).children_references == ["D", "C"]


DOCUMENTS = [
    (b"", "$", "not JSON"),
    (b"   ", "$", "not JSON"),
    (b"{}", "$", "empty"),
    (b"[1]", "$", "an object"),
    (b'"text"', "$", "an object"),
    (b"null", "$", "null"),
    (b"true", "$", "an object"),
    (b"{'a': 1}", "$", "not JSON"),
    (b'{"a": 1,}', "$", "not JSON"),
    (b'{"a": 1} {}', "$", "not JSON"),
    (b'{"a": 1 /* why */}', "$", "line 1, column 9"),
    (b'{"a": "tab\tin a text"}', "$", "not JSON"),
    (b'{"a": "line\nin a text"}', "$", "not JSON"),
    (b'{"a": 01}', "$", "not JSON"),
    (b'{"a": "\xff"}', "$", "not UTF-8"),
    (b'{"a": "\xed\xa0\x80"}', "$", "not UTF-8"),
    (b'{"a": "\xc0\xaf"}', "$", "not UTF-8"),
    (b"\xef\xbb\xbf" + as_bytes(WHOLE), "$", "byte order mark"),
    (json.dumps(WHOLE).encode("utf-16"), "$", "not UTF-8"),
    (as_bytes(WHOLE) + b" " * 2**21, "$", "2097152"),
    (b'{"version": 1, "version": 1}', "$", '"version" is given twice'),
    (b'{"dates": {"started": "x", "st\\u0061rted": "x"}}', "$.dates", "twice"),
    (b'{"people": [{"name": "a"}, {"name": {"a": 1, "a": 2}}]}', "$.people[1].name", "twice"),
    (b'{"version": NaN}', "$.version", "NaN"),
    (b'{"version": Infinity}', "$.version", "Infinity"),
    (b'{"people": [-Infinity]}', "$.people[0]", "-Infinity"),
    (b'{"version": 1e0}', "$.version", "digits only"),
    (b'{"version": 1E400}', "$.version", "digits only"),
    (b'{"version": ' + b"9" * 5000 + b"}", "$.version", "too large"),
    (b'{"version": -' + b"9" * 1_000_000 + b"}", "$.version", "too large"),
    (b'{"people": [{"name": null}]}', "$.people[0].name", "null"),
    (b'{"": 1}', '$[""]', "blank"),
    (b'{"a\\u202eb": 1}', '$["a\\u202eb"]', "U+202E"),
    (b'{"people": [{"na\\ud83dme": "x"}]}', '$.people[0]["na\\ud83dme"]', "surrogate"),
    (b'{"a\\u0000": 1}', '$["a\\u0000"]', "U+0000"),
    (b'{"' + b"k" * 200_001 + b'": 1}', '$["' + "k" * 40 + '..."]', "200000"),
    (b'{"people` - at `$.x": 1}', '$["people` - at `$.x"]', "unknown key"),
    (b"[" * 100_000, "$" + "[0]" * 16, "16 deep"),
    (b'{"a":' * 100_000, "$" + ".a" * 16, "16 deep"),
    (b'{"people": [{"x": "]]", "y": ' + b"[0, " * 14, "$.people[0].y" + "[1]" * 13, "16 deep"),
    (b"[" * 16 + b"1" + b"]" * 16, "$", "an object"),
    (b'"' + b'\\"' * 1_000_000, "$", "not JSON"),
    (b"]" * 100_000, "$", "not JSON"),
]


@pytest.mark.parametrize(("document", "path", "word"), DOCUMENTS, ids=range(len(DOCUMENTS)))
def test_a_document_that_is_no_record_is_refused_with_its_path_and_why(document, path, word):
    broken = refusal(document)
    assert (broken.path, word in broken.reason) == (path, True), broken


def test_a_document_of_exactly_two_mebibytes_is_read():
    document = as_bytes(WHOLE)
    assert read_record(document + b" " * (2**21 - len(document)), EXEMPLARS)


def test_a_surrogate_pair_is_one_character_and_is_read():
    record = read_record(as_bytes(changed(("people[0].name", "\U0001f600"))), EXEMPLARS)
    assert record.people[0].name == "\U0001f600"


def test_a_record_about_nobody_and_one_about_a_child_twice_are_refused():
    twice = refusal(as_bytes(changed(("child", GONE), ("children", ["C", "D", "C"]))))
    assert (twice.path, twice.reason) == ("$.children[2]", "repeats another child")
    adult = refusal(as_bytes(changed(("child", GONE), ("children", ["C", "M"]))))
    assert (adult.path, "part child" in adult.reason) == ("$.children[1]", True)
    nobody = refusal(as_bytes(changed(("child", GONE), ("children", []))))
    assert (nobody.path, "empty" in nobody.reason) == ("$.children", True)


def test_a_refusal_never_repeats_what_the_record_says():
    secret = "Ffion-canary"
    for path in (
        "author",
        "people[1].part",
        "passages[1].said_by",
        "passages[2].value",
        "passages[8].value",
        "status",
    ):
        assert secret not in str(refusal(as_bytes(changed((path, secret)))))


def test_the_document_hash_is_of_its_bytes_and_the_content_hash_of_what_it_says():
    document = as_bytes(WHOLE)
    turned = json.dumps(dict(reversed(WHOLE.items())), indent=2, ensure_ascii=False).encode()
    first, second = (read_record(each, EXEMPLARS) for each in (document, turned))
    assert content_sha256(document) != content_sha256(turned)
    assert content_hash(first) == content_hash(second)
    assert len(content_hash(first)) == len(content_sha256(document)) == 64


def test_a_default_written_out_is_the_same_content():
    left_out = changed(("passages[0].language", GONE), ("versions_for_family", GONE))
    written = changed(("passages[0].language", "en"), ("versions_for_family", []))
    hashes = {content_hash(read_record(as_bytes(each), EXEMPLARS)) for each in (left_out, written)}
    assert len(hashes) == 1


OTHER_CONTENT = [
    ("people[0].name", "Anni "),
    ("people[0].languages", ["en-GB", "cy"]),
    ("people[0].parental_responsibility", GONE),
    ("passages[0].about", GONE),
    ("passages[0].language", "cy"),
    ("passages[3].rows[0].done", GONE),
    ("versions_for_family[0].text", ["You grow.", "You are well."]),
]


@pytest.mark.parametrize(("path", "value"), OTHER_CONTENT)
def test_any_other_word_order_or_key_is_other_content(path, value):
    whole, other = (read_record(as_bytes(each), EXEMPLARS) for each in (WHOLE, changed((path, value))))
    assert content_hash(whole) != content_hash(other)
