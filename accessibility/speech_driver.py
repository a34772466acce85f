"""A driver for pyttsx3 that loses nothing: libespeak-ng in its synchronous mode.

The driver that comes with pyttsx3 2.99 lets espeak-ng work on a thread of its own: `runAndWait` returns
before the sound is there, queued texts are dropped, an unknown voice is passed over in silence, and the times
of words are thrown away. Here each text is spoken to its end before the call returns, and the sound and the
times are kept.

One process holds one espeak-ng, and it is not safe across threads or forks: use it only in a process of its
own.
"""

import ctypes
import sys
import types
from collections.abc import Iterator
from typing import Any

NAME = "clywed_espeak"
# espeak-ng hands over this much sound at a time. Longer is quicker: 1000 ms costs a fifth of 0 ms.
BUFFER_MS = 1000


def register(espeak: Any) -> str:
    """Make this driver known to pyttsx3, on top of its ctypes binding `espeak`; the driver's name."""
    module = types.ModuleType(f"pyttsx3.drivers.{NAME}")
    module.__dict__["buildDriver"] = lambda proxy: SynchronousEspeak(proxy, espeak)
    sys.modules[module.__name__] = module
    return NAME


class SynchronousEspeak:
    """What pyttsx3 asks of a driver; the properties "sound" and "words" are those of the last text."""

    def __init__(self, proxy: Any, espeak: Any) -> None:
        self._proxy = proxy
        self._espeak = espeak
        self._chunks: list[bytes] = []
        self._words: list[tuple[int, int]] = []
        self._rate_hz = espeak.Initialize(espeak.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS)
        if self._rate_hz <= 0:
            raise RuntimeError("espeak-ng did not start")
        espeak.SetSynthCallback(self._collect)

    def destroy(self) -> None:
        """Nothing to give back: the process ends with the job."""

    def stop(self) -> None:
        """Nothing to stop: a text is spoken to its end before anyone can ask."""

    def startLoop(self) -> None:  # the name is pyttsx3's
        """Let every queued command run, in order; the last one is the end of the loop."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # the name is pyttsx3's
        """The loop ends by itself."""

    def iterate(self) -> Iterator[None]:
        """Let the queued commands run from someone else's loop."""
        self._proxy.setBusy(False)
        yield

    def say(self, text: str) -> None:
        """Speak `text` into memory. Text in double square brackets is espeak-ng's own sound spelling."""
        self._chunks, self._words = [], []
        self._proxy.notify("started-utterance")
        espeak = self._espeak
        code = espeak.Synth(text.encode(), flags=espeak.CHARS_UTF8 | espeak.PHONEMES | espeak.ENDPAUSE)
        if code != espeak.EE_OK:
            raise RuntimeError(f"espeak-ng answered {code}")
        self._proxy.notify("finished-utterance", completed=True)

    def getProperty(self, name: str) -> Any:  # the name is pyttsx3's
        """One of "sound" (16-bit mono PCM), "words" (character from 0, milliseconds) and "rate_hz"."""
        if name == "sound":
            return b"".join(self._chunks)
        return {"words": self._words, "rate_hz": self._rate_hz}[name]

    def setProperty(self, name: str, value: Any) -> None:  # the name is pyttsx3's
        """Set "voice" (espeak-ng's name) or "rate" (words a minute). ValueError if espeak-ng refuses."""
        espeak = self._espeak
        if name == "voice":
            code = espeak.SetVoiceByName(str(value).encode())
        elif name == "rate":
            code = espeak.SetParameter(espeak.RATE, int(value), 0)
        else:
            raise KeyError(name)
        if code != espeak.EE_OK:
            raise ValueError(f"espeak-ng refused a {name}")

    def _collect(self, samples: Any, count: int, events: Any) -> int:
        """espeak-ng hands over a buffer of sound and what happens in it. 0: go on."""
        index = 0
        while events[index].type != self._espeak.EVENT_LIST_TERMINATED:
            event = events[index]
            if event.type == self._espeak.EVENT_WORD and event.length > 0:
                self._words.append((event.text_position - 1, event.audio_position))
            index += 1
        if count > 0 and samples:
            self._chunks.append(ctypes.string_at(samples, count * 2))
        return 0
