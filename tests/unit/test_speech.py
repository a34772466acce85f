"""Real speech by pyttsx3 and espeak-ng in both languages, and what must hold of the files."""

import resource
import subprocess
import sys
import threading

import pytest

from accessibility import sound, speech, speech_job
from accessibility.spoken_text import spoken_tokens

RATE = 140
ENGLISH = [
    (("You are safe with Anti Ner.", "en"),),
    (("Nobody wants to change where you live suddenly.", "en"),),
    (("Your family will have a big meeting to make a plan.", "en"),),
    (("The meeting will be before 30 April 2026, at 3:30pm.", "en"),),
    (("You do not stay the night with Dad now.", "en"),),
]
WELSH = [
    (("Rwyt ti'n ddiogel gydag Anti Ner.", "cy"),),
    (("Does neb eisiau newid dy gartref di yn sydyn.", "cy"),),
    (("Bydd dy deulu'n cael cyfarfod mawr i wneud cynllun.", "cy"),),
    (("Dwyt ti ddim yn aros dros nos gyda Dad ar hyn o bryd.", "cy"),),
    (("Mae eich iechyd yn dda.", "cy"),),
]
BOTH = {"English": ENGLISH, "Welsh": WELSH}


def said(text, language):
    return " ".join(token.spoken for token in spoken_tokens(text, language))


def bare(text):
    return "".join(character for character in text if character.isalnum())


def words_in(sentences):
    return sum(len(said(text, language).split()) for sentence in sentences for text, language in sentence)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sounds")


@pytest.mark.parametrize("name", BOTH)
def test_a_passage_is_spoken_at_a_speed_that_can_be_followed(name, folder):
    sentences = BOTH[name]
    made = speech.speak(sentences, RATE, folder)
    words_a_minute = words_in(sentences) / (made.duration_ms / 60_000)
    assert 90 < words_a_minute < 185


@pytest.mark.parametrize("name", BOTH)
def test_there_is_a_cue_for_every_sentence_and_they_fill_the_file_in_order(name, folder):
    made = speech.speak(BOTH[name], RATE, folder)
    assert len(made.cues) == len(BOTH[name])
    edges = [edge for cue in made.cues for edge in (cue.start_ms, cue.end_ms)]
    assert edges == sorted(edges)
    assert made.cues[0].start_ms == 50
    mp3 = sound.sound_path(folder, made.key).read_bytes()
    file_ms = speech_job.count_frames(mp3) * 576 * 1000 / 22050
    assert abs(file_ms - made.duration_ms) <= 1
    assert 0 <= file_ms - made.cues[-1].end_ms < 250


@pytest.mark.parametrize("name", BOTH)
def test_every_written_word_is_lit_while_it_is_spoken(name, folder):
    made = speech.speak(BOTH[name], RATE, folder)
    for sentence, cue in zip(BOTH[name], made.cues, strict=True):
        text = "".join(part for part, _ in sentence)
        lit = [text[word.start : word.end] for word in cue.words]
        assert bare("".join(lit)) == bare(text)
        assert len(lit) >= len(text.split()) * 0.6
        times = [moment for word in cue.words for moment in (word.start_ms, word.end_ms)]
        assert times == sorted(times)
        assert cue.start_ms <= times[0]
        assert times[-1] <= cue.end_ms


def test_each_language_in_a_sentence_has_its_own_voice(folder):
    gap = "home visit by the social worker"
    mixed = speech.speak([(("Dyma'r geiriau: ", "cy"), (gap, "en"), (".", "cy"))], RATE, folder)
    all_welsh = speech.speak([((f"Dyma'r geiriau: {gap}.", "cy"),)], RATE, folder)
    assert mixed.key != all_welsh.key
    assert mixed.duration_ms != all_welsh.duration_ms
    first = mixed.cues[0].words[2]
    assert (first.start, first.end) == (16, 20)


def test_one_passage_costs_less_than_a_second_of_work(tmp_path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    speech.speak(ENGLISH, RATE, tmp_path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.0


def test_what_has_been_spoken_is_not_spoken_again(tmp_path, monkeypatch):
    first = speech.speak(ENGLISH, RATE, tmp_path)
    monkeypatch.setattr(speech, "_run", lambda *_: pytest.fail("a process was started"))
    assert speech.speak(ENGLISH, RATE, tmp_path) == first
    assert speech.find_sound(tmp_path, ENGLISH, RATE) == first


def test_a_whole_copy_is_spoken_by_one_process(tmp_path, monkeypatch):
    jobs = []
    run = speech._run
    monkeypatch.setattr(speech, "_run", lambda job, limit: (jobs.append(job), run(job, limit)))
    sounds = speech.speak_many([ENGLISH, WELSH, ENGLISH], RATE, tmp_path)
    assert len(jobs) == 1
    assert len(jobs[0].passages) == 2
    assert sounds[0] == sounds[2]
    assert [len(one.cues) for one in sounds] == [5, 5, 5]


def test_two_at_once_leave_one_whole_sound(tmp_path):
    sounds = []

    def ask():
        sounds.append(speech.speak(WELSH, RATE, tmp_path))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sounds) == 3
    assert sounds[0] == sounds[1] == sounds[2]
    assert sorted(path.suffix for path in tmp_path.rglob("*") if path.is_file()) == [".json", ".mp3"]


def test_a_file_name_holds_no_word_of_anyone(tmp_path):
    made = speech.speak([(("Canari Prawf lives here.", "en"),)], RATE, tmp_path)
    assert sound.sound_path(tmp_path, made.key) == tmp_path / made.key[:2] / f"{made.key}.mp3"
    assert all("canari" not in str(path).lower() for path in tmp_path.rglob("*"))


@pytest.mark.parametrize("nothing", [[], [()], [(("", "en"),)], [((" … — ", "cy"),)]])
def test_nothing_to_say_makes_no_file(nothing, tmp_path):
    with pytest.raises(speech.SpeechFailed):
        speech.speak(nothing, RATE, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_sentence_without_words_among_others_begins_where_it_ends(tmp_path):
    made = speech.speak([(("Hello.", "en"),), (("…", "en"),), (("Goodbye.", "en"),)], RATE, tmp_path)
    assert len(made.cues) == 3
    assert made.cues[1].start_ms == made.cues[1].end_ms


def test_a_language_without_a_voice_fails_and_says_no_word_of_it(tmp_path):
    with pytest.raises(speech.SpeechFailed) as failed:
        speech.speak([(("Canari cudd", "xx"),)], RATE, tmp_path)
    assert "anari" not in str(failed.value)
    assert not list(tmp_path.rglob("*.mp3"))


def test_one_bad_passage_does_not_stop_the_others(tmp_path):
    with pytest.raises(speech.SpeechFailed):
        speech.speak_many([[(("Bad.", "xx"),)], ENGLISH], RATE, tmp_path)
    assert speech.find_sound(tmp_path, ENGLISH, RATE) is not None


def test_a_broken_voice_makes_no_sound():
    narrator = FakeEspeak(refuse_voice=True)
    with pytest.raises(speech.SpeechFailed):
        speech_job.narrate(narrator, "0" * 64, WELSH)


def test_silence_is_a_failure():
    with pytest.raises(speech.SpeechFailed):
        speech_job.narrate(FakeEspeak(pcm=bytes(44100)), "0" * 64, WELSH)
    with pytest.raises(speech.SpeechFailed):
        speech_job.narrate(FakeEspeak(pcm=b""), "0" * 64, WELSH)


def test_espeak_refusing_a_voice_is_heard_of():
    code = (
        "from accessibility import speech; speech.VOICES['cy'] = 'cel/nosuchvoice'\n"
        "try: speech.Narrator(140).use('cy')\n"
        "except speech.SpeechFailed as failed: print(failed)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "espeak-ng failed: ValueError"


def test_a_job_that_hangs_is_ended(tmp_path):
    with pytest.raises(speech.SpeechFailed, match="too long"):
        speech.speak(ENGLISH, RATE, tmp_path, time_limit=0.001)


def test_a_machine_without_espeak_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(speech.subprocess, "run", lambda *_, **__: Ended)
    with pytest.raises(speech.SpeechMissing, match="libespeak-ng1"):
        speech.speak(ENGLISH, RATE, tmp_path)


def test_a_half_written_sound_counts_as_none(tmp_path):
    made = speech.speak(ENGLISH, RATE, tmp_path)
    path = sound.sound_path(tmp_path, made.key)
    path.with_suffix(".json").write_bytes(b'{"key":')
    assert speech.find_sound(tmp_path, ENGLISH, RATE) is None
    assert speech.speak(ENGLISH, RATE, tmp_path) == made
    path.write_bytes(b"")
    assert speech.find_sound(tmp_path, ENGLISH, RATE) is None


def test_the_key_tells_rates_and_languages_apart():
    keys = {
        speech.sound_key(ENGLISH, 140),
        speech.sound_key(ENGLISH, 120),
        speech.sound_key(ENGLISH[:4], 140),
        speech.sound_key([(("a", "en"),)], 140),
        speech.sound_key([(("a", "cy"),)], 140),
        speech.sound_key([(("a", "cy"), ("b", "cy"))], 140),
        speech.sound_key([(("ab", "cy"),)], 140),
    }
    assert len(keys) == 7


def test_looking_a_sound_up_does_not_import_pyttsx3():
    heavy = ("pyttsx3", "lameenc", "techiaith")
    code = f"import sys, accessibility.speech; print([name for name in {heavy} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("It costs £20, or £1.", "It costs 20 pounds, or 1 pound."),
        ("On 23 April 2026 we met.", "On the 23rd of April 20 26 we met."),
        ("On Friday 4 December 2026", "On Friday the 4th of December 20 26"),
        ("It is on 16/07/2026.", "It is on the 16th of July 20 26."),
        ("At 3:30pm, in the library.", "At 3 30 p m, in the library."),
        ("At 10am.", "At 10 a m."),
        ("At 17:05.", "At 17 oh 5."),
        ("Ring 0800 1111.", "Ring zero eight zero zero, one one one one."),
        ("Ring 999 now.", "Ring nine nine nine now."),
        ("In school 84.2% of days.", "In school 84.2 per cent of days."),
        ("Mrs. Jones, e.g. on Monday", "missis Jones, for example on Monday"),
        ("The s47 and the CP plan", "The section 47 and the child protection plan"),
        ("Come\u00a0in — please", "Come in, please"),
        ("[[h@loU]] <b>", "h@loU b"),
    ],
)
def test_english_is_said_as_a_person_would_say_it(written, spoken):
    assert said(written, "en") == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Mae'n costio £20.", "Mae'n costio dau ddeg punt."),
        ("o 27 Gorffennaf 2026", "o'r seithfed ar hugain o orffennaf dwy fil a dau ddeg chwech"),
        ("erbyn 1 Mehefin", "erbyn y cyntaf o fehefin"),
        ("am 9.30 y bore", "am hanner awr wedi naw y bore"),
        ("2 awr, 3 merch, 5 wythnos, 6 mis", "dwy awr, tair merch, pum wythnos, chwe mis"),
        ("Rwyt ti'n 9 oed.", "Rwyt ti'n naw oed."),
        ("Ffonia 0800 1111.", "Ffonia dim wyth dim dim, un un un un."),
        ("84.2% o'r tymor", "wyth deg pedwar pwynt dau y cant o'r tymor"),
        ("e.e. Adran 47", "er enghraifft Adran pedwar deg saith"),
        ("Mae hi’n dod", "Mae hi'n dod"),
    ],
)
def test_welsh_is_said_as_a_person_would_say_it(written, spoken):
    assert said(written, "cy") == spoken


@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_spoken_piece_keeps_the_place_of_what_is_written(language):
    text = "Ar 27/07/2026 — £20, 9 oed … 84.2%."
    tokens = spoken_tokens(text, language)
    assert [text[token.start : token.end] for token in tokens] == [
        "Ar",
        "27/07/2026",
        "£20",
        "9",
        "oed",
        "84.2%",
    ]


class Ended:
    """A process that found no espeak-ng."""

    returncode = speech.MISSING


class FakeEspeak:
    """A narrator whose espeak-ng is broken in one way."""

    rate_hz = 22050

    def __init__(self, pcm=b"", refuse_voice=False):
        self._pcm, self._refuse = pcm, refuse_voice

    def use(self, language):
        if self._refuse:
            raise speech.SpeechFailed("refused")

    def phonemes(self, word):
        return word

    def say(self, text):
        return self._pcm, []
