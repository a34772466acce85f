"""Real speech by pyttsx3 and espeak-ng in both languages, and what must hold of what is kept."""

import resource
import subprocess
import sys
import threading
from array import array

import pytest

from accessibility import sound, speech, speech_job, voices
from accessibility.document import Run, Sentence
from accessibility.sound import Manner, Piece, Times, WordTime
from accessibility.spoken_text import spoken_tokens
from accessibility.voices import Said, espeak

USUAL = Manner(140)
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


def heard(sentences, folder, manner=USUAL, pause_ms=0):
    speech.speak(sentences, manner, folder)
    return sound.find_sound(folder, sentences, manner, pause_ms)


def kept(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def bare(text):
    return "".join(character for character in text if character.isalnum())


def words_in(sentences):
    tokens = [token for said in sentences for text, language in said for token in spoken_tokens(text, language)]
    return sum(len(token.spoken.split()) for token in tokens)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sounds")


@pytest.mark.parametrize("name", BOTH)
def test_a_passage_is_spoken_at_a_speed_that_can_be_followed(name, folder):
    made = heard(BOTH[name], folder)
    assert 90 < words_in(BOTH[name]) / (made.duration_ms / 60_000) < 185


@pytest.mark.parametrize("name", BOTH)
def test_there_is_a_cue_for_every_sentence_and_they_fill_the_file_in_order(name, folder):
    made = heard(BOTH[name], folder)
    assert len(made.cues) == len(BOTH[name])
    edges = [edge for cue in made.cues for edge in (cue.start_ms, cue.end_ms)]
    assert edges == sorted(edges)
    assert made.cues[0].start_ms == 50
    file_ms = sound.count_frames(made.mp3) * 576 * 1000 / 22050
    assert abs(file_ms - made.duration_ms) <= 1
    assert 0 <= file_ms - made.cues[-1].end_ms < 250


@pytest.mark.parametrize("name", BOTH)
def test_every_written_word_is_lit_while_it_is_spoken(name, folder):
    made = heard(BOTH[name], folder)
    for said, cue in zip(BOTH[name], made.cues, strict=True):
        text = "".join(part for part, _ in said)
        lit = [text[word.start : word.end] for word in cue.words]
        assert bare("".join(lit)) == bare(text)
        assert len(lit) >= len(text.split()) * 0.6
        times = [moment for word in cue.words for moment in (word.start_ms, word.end_ms)]
        assert times == sorted(times)
        assert cue.start_ms <= times[0]
        assert times[-1] <= cue.end_ms


def test_a_longer_pause_moves_what_comes_after_and_nothing_else(folder):
    short, long = heard(ENGLISH, folder), heard(ENGLISH, folder, pause_ms=1500)
    for number, (one, other) in enumerate(zip(short.cues, long.cues, strict=True)):
        assert abs(other.start_ms - one.start_ms - number * 1500) <= 15 * number + 1
        assert abs((other.end_ms - other.start_ms) - (one.end_ms - one.start_ms)) <= 1
    assert sound.count_frames(long.mp3) * 576 * 1000 // 22050 == long.duration_ms


def test_each_language_in_a_sentence_has_its_own_voice(folder):
    gap = "home visit by the social worker"
    mixed = heard([(("Dyma'r geiriau: ", "cy"), (gap, "en"), (".", "cy"))], folder)
    all_welsh = heard([((f"Dyma'r geiriau: {gap}.", "cy"),)], folder)
    assert mixed.duration_ms != all_welsh.duration_ms
    first = mixed.cues[0].words[2]
    assert (first.start, first.end) == (16, 20)


def test_one_passage_costs_less_than_a_second_of_work(tmp_path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    speech.speak(ENGLISH, USUAL, tmp_path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.0


def test_a_sentence_that_many_copies_share_is_spoken_once(tmp_path, monkeypatch):
    assert speech.speak(ENGLISH, USUAL, tmp_path) == len(ENGLISH)
    jobs = []
    run = speech._run
    monkeypatch.setattr(speech, "_run", lambda job, limit: (jobs.append(job), run(job, limit)))
    assert speech.speak([*ENGLISH, WELSH[0], ENGLISH[0], WELSH[0]], USUAL, tmp_path) == 1
    assert [job.sentences for job in jobs] == [(WELSH[0],)]
    assert len(kept(tmp_path)) == len(ENGLISH) + 1
    assert speech.speak(ENGLISH, USUAL, tmp_path) == 0
    assert len(jobs) == 1


def test_two_at_once_leave_one_whole_sound(tmp_path):
    threads = [threading.Thread(target=speech.speak, args=(WELSH, USUAL, tmp_path)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sound.find_sound(tmp_path, WELSH, USUAL) is not None
    assert [path.suffix for path in kept(tmp_path)] == [".sound"] * len(WELSH)


def test_a_file_name_holds_no_word_of_anyone(tmp_path):
    said = (("Canari Prawf lives here.", "en"),)
    speech.speak([said], USUAL, tmp_path)
    [path] = kept(tmp_path)
    assert path == tmp_path / path.name[:2] / f"{sound.sentence_key(said)}-{sound.manner_key(said, USUAL)}.sound"
    assert b"anari" not in path.read_bytes()


@pytest.mark.parametrize("nothing", [(), (("", "en"),), ((" … — ", "cy"),)])
def test_nothing_to_say_makes_no_file_and_no_sound(nothing, tmp_path):
    assert speech.speak([nothing], USUAL, tmp_path) == 0
    assert kept(tmp_path) == []


def test_a_sentence_without_words_among_others_begins_where_it_ends(tmp_path):
    made = heard([(("Hello.", "en"),), (("…", "en"),), (("Goodbye.", "en"),)], tmp_path)
    assert len(made.cues) == 3
    assert made.cues[1].start_ms == made.cues[1].end_ms


def test_a_language_without_a_voice_fails_and_says_no_word_of_it(tmp_path):
    with pytest.raises(speech.SpeechFailed) as failed:
        speech.speak([(("Canari cudd", "xx"),)], USUAL, tmp_path)
    assert "anari" not in str(failed.value)
    assert kept(tmp_path) == []


def test_one_bad_sentence_does_not_stop_the_others(tmp_path):
    with pytest.raises(speech.SpeechFailed):
        speech.speak([(("Bad.", "xx"),), *ENGLISH], USUAL, tmp_path)
    assert sound.find_sound(tmp_path, ENGLISH, USUAL) is not None


def test_a_voice_that_fails_makes_no_sound():
    with pytest.raises(speech.SpeechFailed):
        speech_job.narrate(Broken(refuses=True), WELSH[0])


@pytest.mark.parametrize("pcm", [b"", bytes(44100)])
def test_silence_is_a_failure(pcm):
    with pytest.raises(speech.SpeechFailed):
        speech_job.narrate(Broken(pcm), WELSH[0])


def test_a_voice_that_tells_no_times_is_followed_by_the_sentence():
    piece = speech_job.narrate(Broken(array("h", [0, 9000] * 22050).tobytes()), ENGLISH[0])
    assert piece.times.words == ()
    assert piece.times.end_ms - piece.times.start_ms == 2000


def test_espeak_refusing_a_voice_is_heard_of():
    code = (
        "from accessibility import speech\n"
        "try: speech.Narrator(140).use('cel/nosuchvoice')\n"
        "except speech.SpeechFailed as failed: print(failed)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "espeak-ng failed: ValueError"


def test_ch_keeps_its_welsh_sound_after_e_and_i_whatever_mark_stands_beside_it():
    code = (
        "from accessibility.voices import espeak\n"
        "voice = espeak.open_voice(140)\n"
        "voice._narrator.use('cel/cy')\n"
        "print(*(voice._spelled(one, 'cy') for one in ('eich', 'iechyd.', 'chwech,', 'bach', 'un chwech')), sep='|')\n"
        "print(voice._spelled('each', 'en'))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    welsh, english = printed.splitlines()
    assert [("x" in word and "[[" in word) for word in welsh.split("|")] == [True, True, True, False, True]
    assert "C" not in welsh
    assert [word[-1] for word in welsh.split("|")[1:3]] == [".", ","]
    assert english == "each"


def test_events_are_counted_by_word_the_first_of_each():
    assert espeak.first_events(["on", "20 26", "we"], [(0, 10), (3, 20), (6, 30), (9, 40)]) == {0: 10, 1: 20, 2: 40}


def test_a_job_that_hangs_is_ended(tmp_path):
    with pytest.raises(speech.SpeechFailed, match="too long"):
        speech.speak(ENGLISH, USUAL, tmp_path, time_limit=0.001)


def test_a_machine_without_espeak_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(speech.subprocess, "run", lambda *_, **__: Ended)
    with pytest.raises(speech.SpeechMissing, match="libespeak-ng1"):
        speech.speak(ENGLISH, USUAL, tmp_path)


@pytest.mark.parametrize("left", [0, 20, -1])
def test_half_a_piece_counts_as_none_and_is_made_again(left, tmp_path):
    whole = heard(ENGLISH, tmp_path)
    path = sound.piece_path(tmp_path, ENGLISH[0], USUAL)
    path.write_bytes(path.read_bytes()[:left])
    assert sound.find_sound(tmp_path, ENGLISH, USUAL) is None
    assert heard(ENGLISH, tmp_path) == whole


def test_the_name_tells_speeds_languages_and_voices_apart():
    said = (("a", "en"),)
    other_voice = Manner(140, (("cy", "espeak"), ("en", "another")))
    names = {
        sound.piece_path(speech.Path(), *one).name
        for one in [
            (said, USUAL),
            (said, Manner(120)),
            (said, other_voice),
            ((("a", "cy"),), USUAL),
            ((("a", "cy"), ("b", "en")), USUAL),
            ((("ab", "cy"),), USUAL),
        ]
    }
    assert len(names) == 6


def test_what_is_said_of_a_sentence_is_its_runs_by_language_without_white_space_at_the_end():
    runs = (
        Run("You ", "en", strong=True),
        Run("said ", "en"),
        Run("dim diolch", "cy", quoted=True),
        Run(". ", "en"),
        Run(" ", "cy"),
    )
    assert sound.spoken(Sentence(runs)) == (("You said ", "en"), ("dim diolch", "cy"), (".", "en"))


def test_joined_pieces_begin_where_the_frames_before_them_end():
    one = Piece(Times(10, 3, 50, 200, (WordTime(50, 200, 0, 3),)), b"one")
    made = sound.join([one, sound.NOTHING, one])
    assert made.mp3 == b"oneone"
    assert made.cues[2].start_ms == sound.milliseconds(5760) + 50
    assert made.cues[2].words[0].start_ms == made.cues[2].start_ms
    assert made.duration_ms == sound.milliseconds(11520)


def test_looking_a_sound_up_does_not_import_pyttsx3():
    heavy = ("pyttsx3", "lameenc", "techiaith")
    code = f"import sys, accessibility.speech; print([name for name in {heavy} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


class Ended:
    """A process that found no espeak-ng."""

    returncode = speech.MISSING


class Broken:
    """Speakers whose one voice is broken in one way."""

    def __init__(self, pcm=b"", refuses=False):
        self._pcm, self._refuses = pcm, refuses

    def of(self, language):
        return self

    def say(self, words, language):
        if self._refuses:
            raise voices.SpeechFailed("refused")
        return Said(self._pcm, {})
