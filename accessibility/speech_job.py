"""The process that speaks: `python -m accessibility.speech_job`, a `speech.Job` as JSON on standard input.

Each sentence is spoken alone, its samples counted, and encoded alone, so that its times are exact wherever it is joined
to others. Exit code 0: everything was spoken; `speech.MISSING`: a voice is not on this machine; `speech.FAILED`: some
sentence could not be spoken, and the others were.
"""

import sys
from array import array
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import lameenc
import msgspec

from accessibility import voices
from accessibility.sound import (
    BIT_RATE,
    DELAY_SAMPLES,
    FRAME_SAMPLES,
    RATE_HZ,
    Manner,
    Piece,
    Spoken,
    Times,
    WordTime,
    count_frames,
    milliseconds,
    store_piece,
)
from accessibility.speech import FAILED, MISSING, Job
from accessibility.spoken_text import Token, spoken_tokens
from accessibility.voices import SpeechFailed, SpeechMissing, Voice

GAP_MS = 100  # silence after each sentence, on top of the voice's own pause and the encoder's end
LISTEN_EVERY = 17  # samples: speech is loud for much longer than that, and to look at each costs a tenth of the job
QUIETEST = 500  # the loudest sample of speech is in the thousands: below this nothing was said


class Speakers:
    """The voices of one job, each opened when it is first needed."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._open: dict[str, Voice] = {}

    def of(self, language: str) -> Voice:
        """Who speaks a language. Raises SpeechFailed if nobody does, SpeechMissing if they are not on this machine."""
        name = self._manner.driver(language)
        if name not in self._open:
            if name not in voices.names():
                raise SpeechFailed("there is no voice for a language")
            self._open[name] = voices.load(name).open_voice(self._manner.rate)
        return self._open[name]


def main() -> int:
    """Do the job on standard input; the exit code."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    speakers = Speakers(job.manner)
    failures = 0
    for said in job.sentences:
        try:
            piece = narrate(speakers, said)
        except SpeechMissing:
            return MISSING
        except SpeechFailed:
            failures += 1
        else:
            store_piece(Path(job.folder), said, job.manner, piece)
    return FAILED if failures else 0


def narrate(speakers: Speakers, said: Spoken) -> Piece:
    """One sentence as a piece. Raises SpeechFailed."""
    sound, words, offset = bytearray(), [], 0
    for text, language in said:
        if tokens := spoken_tokens(text, language):
            words += _speak(speakers.of(language), sound, tokens, language, offset)
        offset += len(text)
    end = heard_ms(sound)
    mp3 = encode(bytes(sound) + bytes(2 * (RATE_HZ * GAP_MS // 1000)))
    frames = count_frames(mp3)
    if not sound or milliseconds(frames * FRAME_SAMPLES) < end:
        raise SpeechFailed("the encoder lost sound")
    return Piece(Times(frames, len(mp3), milliseconds(DELAY_SAMPLES), end, tuple(words)), mp3)


def heard_ms(sound: bytes | bytearray) -> int:
    """When the sample after these is heard in the MP3 that they become."""
    return milliseconds(len(sound) // 2 + DELAY_SAMPLES)


def encode(pcm: bytes) -> bytes:
    """16-bit samples of one channel as an MP3 that stands by itself."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BIT_RATE)
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_channels(1)
    encoder.set_quality(5)
    encoder.silence()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


def _speak(voice: Voice, sound: bytearray, tokens: Sequence[Token], language: str, offset: int) -> list[WordTime]:
    """Speak one stretch in one language onto the sound; when its words are heard. Raises SpeechFailed."""
    start = heard_ms(sound)
    pcm, begun = voice.say([token.spoken for token in tokens], language)
    if max(array("h", pcm)[::LISTEN_EVERY], default=0) < QUIETEST:
        raise SpeechFailed("a voice made no sound")
    sound += pcm
    return _word_times(tokens, begun, start, heard_ms(sound), offset)


def _word_times(
    tokens: Sequence[Token], begun: dict[int, int], start_ms: int, end_ms: int, offset: int
) -> list[WordTime]:
    """Each word lasts until the next begins; one without a time of its own is lit with the one before it.

    None where the voice tells no times.
    """
    numbers = sorted(begun)
    if not numbers:
        return []
    edges = [0, *numbers[1:], len(tokens)]
    moments = [*(min(start_ms + begun[number], end_ms) for number in numbers), end_ms]
    return [
        WordTime(moment, until, tokens[first].start + offset, tokens[after - 1].end + offset)
        for (first, after), (moment, until) in zip(pairwise(edges), pairwise(moments), strict=True)
    ]


if __name__ == "__main__":
    sys.exit(main())
