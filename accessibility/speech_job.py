"""The process that speaks: `python -m accessibility.speech_job`, a `speech.Job` as JSON on standard input.

Each sentence is spoken alone and its samples counted, so that a cue is exact to the file. Exit code 0: every
sound was made; `speech.MISSING`: no espeak-ng; `speech.FAILED`: some passage could not be spoken, and the
others were.
"""

import sys
from array import array
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import lameenc
import msgspec

from accessibility.sound import Cue, Sound, Spoken, WordTime, store_sound
from accessibility.speech import FAILED, MISSING, Job, Narrator, SpeechFailed, SpeechMissing
from accessibility.spoken_text import Token, spoken_tokens

BIT_RATE = 48  # kbit/s, mono
# lameenc writes no gapless header, so players keep the encoder's and decoder's delay: sound is heard this
# much later than its sample number says (576 + 529 samples; measured by decoding and correlating).
DELAY_SAMPLES = 1105
GAP_MS = 150  # silence after each sentence, on top of espeak-ng's own pause
QUIETEST = 500  # the loudest sample of speech is in the thousands: below this nothing was said
SAMPLES_A_FRAME = 576  # MPEG-2 layer III


def main() -> int:
    """Do the job on standard input; the exit code."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    try:
        narrator = Narrator(job.voice_rate)
    except SpeechMissing:
        return MISSING
    failures = 0
    for key, sentences in job.passages:
        try:
            sound, mp3 = narrate(narrator, key, sentences)
        except SpeechFailed:
            failures += 1
        else:
            store_sound(Path(job.folder), sound, mp3)
    return FAILED if failures else 0


def narrate(narrator: Narrator, key: str, sentences: Sequence[Spoken]) -> tuple[Sound, bytes]:
    """One passage as a sound and its MP3. Raises SpeechFailed."""
    track, cues = Track(narrator.rate_hz), []
    for sentence in sentences:
        cues.append(_speak_sentence(narrator, track, sentence))
        track.add(bytes(2 * (narrator.rate_hz * GAP_MS // 1000)))
    mp3 = track.finish()
    duration = track.milliseconds(count_frames(mp3) * SAMPLES_A_FRAME)
    if not mp3 or duration < cues[-1].end_ms:
        raise SpeechFailed("the encoder lost sound")
    return Sound(key, duration, tuple(cues)), mp3


class Track:
    """Sound on its way into an MP3, and how much of it there is."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._encoder = lameenc.Encoder()
        self._encoder.set_bit_rate(BIT_RATE)
        self._encoder.set_in_sample_rate(rate_hz)
        self._encoder.set_channels(1)
        self._encoder.set_quality(5)
        self._encoder.silence()
        self._mp3 = bytearray()
        self._samples = 0

    def add(self, pcm: bytes) -> None:
        """Append 16-bit mono samples."""
        self._mp3 += self._encoder.encode(pcm)
        self._samples += len(pcm) // 2

    def finish(self) -> bytes:
        """The whole MP3."""
        self._mp3 += self._encoder.flush()
        return bytes(self._mp3)

    def now_ms(self) -> int:
        """When the next sample will be heard in the file."""
        return self.milliseconds(self._samples + DELAY_SAMPLES)

    def milliseconds(self, samples: int) -> int:
        """How long so many samples last."""
        return round(samples * 1000 / self._rate_hz)


def _speak_sentence(narrator: Narrator, track: Track, sentence: Spoken) -> Cue:
    """Speak one sentence onto the track. A sentence without a letter or digit makes no sound. Raises
    SpeechFailed.
    """
    start, offset = track.now_ms(), 0
    words: list[WordTime] = []
    for text, language in sentence:
        if tokens := spoken_tokens(text, language):
            words += _speak_span(narrator, track, tokens, language, offset)
        offset += len(text)
    return Cue(start, track.now_ms(), tuple(words))


def _speak_span(
    narrator: Narrator, track: Track, tokens: Sequence[Token], language: str, offset: int
) -> list[WordTime]:
    """Speak one stretch in one language onto the track; when its words are heard. Raises SpeechFailed."""
    narrator.use(language)
    spelled = [_sound_spelling(narrator, token.spoken, language) for token in tokens]
    start = track.now_ms()
    pcm, events = narrator.say(" ".join(spelled))
    samples = array("h", pcm)
    if not samples or max(samples) < QUIETEST:
        raise SpeechFailed("espeak-ng made no sound")
    track.add(pcm)
    return _word_times(tokens, _first_events(spelled, events), start, track.now_ms(), offset)


def _first_events(spelled: Sequence[str], events: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For each word number, when it begins in ms: espeak-ng sends several events for a number and none for
    some small words.
    """
    begun: dict[int, int] = {}
    position, number = len(spelled[0]), 0
    for character, moment in events:
        while number + 1 < len(spelled) and character > position:
            number += 1
            position += 1 + len(spelled[number])
        begun.setdefault(number, moment)
    return begun


def _word_times(
    tokens: Sequence[Token], begun: dict[int, int], start_ms: int, end_ms: int, offset: int
) -> list[WordTime]:
    """Each word lasts until the next begins; one without an event is lit with the one before it."""
    numbers = sorted(begun)
    if not numbers:
        return [WordTime(start_ms, end_ms, tokens[0].start + offset, tokens[-1].end + offset)]
    edges = [0, *numbers[1:], len(tokens)]
    moments = [*(min(start_ms + begun[number], end_ms) for number in numbers), end_ms]
    return [
        WordTime(moment, until, tokens[first].start + offset, tokens[after - 1].end + offset)
        for (first, after), (moment, until) in zip(pairwise(edges), pairwise(moments), strict=True)
    ]


def _sound_spelling(narrator: Narrator, spoken: str, language: str) -> str:
    """Mend espeak-ng's one plain fault in Welsh: "ch" after e and i (eich, iechyd, chwech) must stay the
    sound of "bach".
    """
    if language != "cy" or "ch" not in spoken.lower() or not spoken.isalpha():
        return spoken
    phonemes = narrator.phonemes(spoken)
    return f"[[{phonemes.replace('C', 'x')}]]" if "C" in phonemes else spoken


def count_frames(mp3: bytes) -> int:
    """How many MPEG-2 layer III frames of our one bit rate and sample rate are in `mp3`."""
    frames, position = 0, 0
    while position + 4 <= len(mp3) and mp3[position] == 0xFF and mp3[position + 1] & 0xE0 == 0xE0:
        padding = mp3[position + 2] >> 1 & 1
        position += 72 * BIT_RATE * 1000 // 22050 + padding
        frames += 1
    return frames


if __name__ == "__main__":
    sys.exit(main())
