"""Every voice in the folder keeps the same contract, and a council chooses among them by a setting."""

import ast
import subprocess
import sys

import pytest

from accessibility import voices
from portal.config import BadSetting, settings_from

SPEAK = """
import sys
from array import array
from accessibility import voices
voice = voices.load(sys.argv[1]).open_voice(140)
said = [voice.say([["Good", "morning."], ["Bore", "da."]][language == "cy"], language) for language in sys.argv[2:]]
again = voice.say(["Good", "morning."] if "en" in sys.argv else ["Bore", "da."], "en" if "en" in sys.argv else "cy")
print([(len(one.pcm), max(array("h", one.pcm)), sorted(one.begun.items())) for one in [*said, again]])
"""


@pytest.mark.parametrize("name", voices.names())
def test_a_voice_says_what_it_is(name):
    voice = voices.load(name)
    assert voice.NAME
    assert voice.LICENCE
    assert set(voice.LANGUAGES) <= {"cy", "en"}
    assert isinstance(voice.TELLS_WORDS, bool)
    assert 0 < voice.MEASURED < 60
    assert voice.__doc__


@pytest.mark.parametrize("name", voices.names())
def test_a_voice_speaks_each_of_its_languages_whole_and_tells_the_words_if_it_says_so(name):
    voice = voices.load(name)
    command = [sys.executable, "-c", SPEAK, name, *voice.LANGUAGES]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for size, loudest, begun in ast.literal_eval(told):
        assert size > 22050 // 2
        assert 2000 < loudest <= 32767
        if voice.TELLS_WORDS:
            assert [word for word, _ in begun] == [0, 1]
            assert 0 <= begun[0][1] < begun[1][1] < size / 44.1
        else:
            assert begun == []


def test_every_language_has_a_voice_that_speaks_it():
    assert all(language in voices.load(name).LANGUAGES for language, name in voices.DEFAULT.items())


def test_a_setting_chooses_the_voice_of_a_language_and_leaves_the_other(monkeypatch):
    monkeypatch.setattr(voices, "names", lambda: ("another", "espeak"))
    monkeypatch.setattr(voices, "load", lambda name: type("Voice", (), {"LANGUAGES": ("en",)}))
    assert voices.chosen("en=another") == (("cy", "espeak"), ("en", "another"))
    assert voices.chosen("") == (("cy", "espeak"), ("en", "espeak"))
    with pytest.raises(ValueError, match="doesn't speak 'cy'"):
        voices.chosen("cy=another")


@pytest.mark.parametrize("told", ["en=nobody", "fr=espeak", "espeak", "en=", "en=../speech"])
def test_a_setting_that_cannot_be_used_stops_the_start(told, tmp_path):
    with pytest.raises(BadSetting, match="CLYWED_VOICES"):
        settings_from({"CLYWED_DATA": str(tmp_path), "CLYWED_VOICES": told})


def test_a_setting_that_can_be_used_is_kept(tmp_path):
    settings = settings_from({"CLYWED_DATA": str(tmp_path), "CLYWED_VOICES": "en=espeak cy=espeak"})
    assert dict(settings.voices) == {"cy": "espeak", "en": "espeak"}
