"""What a person has read aloud, as an MP3 of ours: decoded, made one channel of our rate, and encoded anew.

Nothing but sound comes through, so names, places and dates that a telephone wrote into its file are gone. The kind of
file is told by what is in it, never by its name. Decoding strangers' bytes is done in a process of its own with a limit
on its time and memory: `python -m accessibility.recording`, with the two paths on standard input.
"""

import resource
import subprocess
import sys
from array import array
from pathlib import Path

from accessibility.sound import FRAME_SAMPLES, RATE_HZ, count_frames, milliseconds

MOST_BYTES = 10 * 1024 * 1024
LONGEST_SECONDS = 600
QUIETEST = 500
MOST_MEMORY = 1024 * 1024 * 1024
MOST_CPU_SECONDS = 60
# How the job ends when it can't: what it was is no sound that we know, too long, or nothing is heard in it.
PROBLEMS = {3: "kind", 4: "long", 5: "quiet"}


class NotTaken(Exception):
    """A recording that can't be used; `problem` is "kind", "long" or "quiet"."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def take(sent: Path, made: Path) -> int:
    """Make an MP3 of ours from a file that was sent; how long it is, in milliseconds. Raises NotTaken."""
    try:
        ended = subprocess.run(  # our own interpreter and module, no shell
            [sys.executable, "-m", "accessibility.recording"],
            input=f"{sent.absolute()}\n{made.absolute()}".encode(),
            cwd=Path(__file__).parents[1],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=2 * MOST_CPU_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotTaken("long") from None
    if ended.returncode:
        raise NotTaken(PROBLEMS.get(ended.returncode, "kind"))
    return milliseconds(count_frames(made.read_bytes()) * FRAME_SAMPLES)


def is_sound(begins: bytes) -> bool:
    """Whether a file begins as one of those that we take: WAV, FLAC or MP3."""
    if begins[:4] == b"RIFF" and begins[8:12] == b"WAVE":
        return True
    return begins[:4] == b"fLaC" or begins[:3] == b"ID3" or (begins[:1] == b"\xff" and begins[1:2] >= b"\xe2")


def _job(sent: Path, made: Path) -> int:
    """The work of the process: 0, or one of PROBLEMS."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    import miniaudio

    from accessibility.speech_job import encode

    content = sent.read_bytes()
    if not is_sound(content):
        return 3
    try:
        told = {b"RI": miniaudio.wav_get_info, b"fL": miniaudio.flac_get_info}.get(content[:2], miniaudio.mp3_get_info)
        if told(content).duration > LONGEST_SECONDS:
            return 4
        pcm = miniaudio.decode(content, nchannels=1, sample_rate=RATE_HZ).samples
    except miniaudio.MiniaudioError:
        return 3
    if len(pcm) > LONGEST_SECONDS * RATE_HZ:
        return 4
    if max(array("h", pcm)[::17], default=0) < QUIETEST:
        return 5
    made.write_bytes(encode(pcm.tobytes()))
    return 0


if __name__ == "__main__":
    sys.exit(_job(*map(Path, sys.stdin.read().split("\n"))))
