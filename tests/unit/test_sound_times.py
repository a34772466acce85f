"""Times are exact to the file: the MP3 is decoded, and the sound is where its times say."""

import miniaudio
import pytest

from accessibility import sound, speech
from accessibility.sound import DELAY_SAMPLES, RATE_HZ, Manner, Piece, Times, count_frames, join, milliseconds
from accessibility.speech_job import encode

LOUD = 1500
CLOSE_MS = 60  # a word that begins with a stop begins with its silence (measured: 13 ms, or 53 ms for those)


def decoded(mp3):
    return miniaudio.decode(mp3, nchannels=1, sample_rate=RATE_HZ).samples


def onset(samples, begin=0):
    """The first loud sample after `begin`."""
    return next(number for number in range(begin, len(samples)) if abs(samples[number]) > LOUD)


def click(before, after):
    """A piece of silence with one loud stretch in it, from sample `before` on."""
    pcm = bytes(2 * before) + (20000).to_bytes(2, "little", signed=True) * 200 + bytes(2 * after)
    mp3 = encode(pcm)
    start = milliseconds(before + DELAY_SAMPLES)
    return Piece(Times(count_frames(mp3), len(mp3), start, start + 9), mp3)


@pytest.mark.parametrize("pause_ms", [0, 700, 1500])
def test_each_of_many_joined_pieces_is_heard_at_its_time_to_the_millisecond(pause_ms):
    pieces = [click(2000 + 777 * number, 3000 + 131 * number) for number in range(8)]
    made = join(pieces, pause_ms)
    samples = decoded(made.mp3)
    assert milliseconds(len(samples)) == made.duration_ms
    for cue in made.cues:
        begin = round((cue.start_ms - 20) * RATE_HZ / 1000)
        assert abs(milliseconds(onset(samples, begin)) - cue.start_ms) <= 1


def test_pieces_joined_sound_as_they_do_alone():
    pieces = [click(2000 + 777 * number, 3000) for number in range(3)]
    alone = [sample for piece in pieces for sample in decoded(piece.mp3)]
    joined = decoded(join(pieces).mp3)
    assert max(abs(one - other) for one, other in zip(alone, joined, strict=True)) <= 2


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Mum. Dad. Home. School. Meeting. Reader."), ("cy", "Mam. Dad. Adref. Ysgol. Cyfarfod. Llyfr.")],
)
def test_spoken_words_are_heard_when_their_times_say(language, text, tmp_path):
    sentences = [((f"{word}.", language),) for word in text.split(". ")]
    speech.speak(sentences, Manner(120), tmp_path)
    made = sound.find_sound(tmp_path, sentences, Manner(120), 700)
    samples = decoded(made.mp3)
    for cue in made.cues:
        began = round(cue.words[0].start_ms * RATE_HZ / 1000)
        late = milliseconds(onset(samples, began - 220)) - cue.words[0].start_ms
        assert 0 <= late <= CLOSE_MS


def test_silence_is_silent_and_as_long_as_it_should_be():
    samples = decoded(encode(bytes(2 * 5000)) + sound.silence(50))
    assert max(map(abs, samples)) < 5
    assert len(samples) == (count_frames(encode(bytes(2 * 5000))) + 50) * 576
    assert abs(len(sound.silence(500)) - 500 * 576 / RATE_HZ * 48000 / 8) < 2
