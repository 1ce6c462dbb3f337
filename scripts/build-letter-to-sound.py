"""Learns how English letters sound from the CMU pronouncing dictionary, for words that it does not have.

    python scripts/build-letter-to-sound.py node_modules/cmu-pronouncing-dictionary/index.js resources/draft-voices/en-letters.json

Python alone is enough; it takes a few minutes. One word in thirty is kept out and measured: 51 % of them get exactly the
dictionary's phones with their stress, 58 % without it. Most of them are names.

How: letters are aligned with none, one or two phones each (expectation maximisation, Viterbi), then a tree is grown for every
letter that asks, one after the other, for its neighbours and for what was already decided to its right. English stress is
decided from the end, so words are read from right to left. A branch is kept only where it decides otherwise than its stem.
`src/engine/draft/english/letter-to-sound.ts` asks the same questions in the same order.
"""

import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

FIRST_CHUNK = 0x100
KEPT_OUT = 30
EDGE = "#"
NEVER = -1e9


def entries(source):
    for quoted, bare, phones in re.findall(r'^\s+(?:"([^"]+)"|([a-z]+)):\s*"([^"]+)"', source, re.M):
        word, phones = quoted or bare, phones.split("#")[0].split()
        if re.fullmatch(r"[a-z]{2,}", word) and len(phones) <= 2 * len(word):
            yield word, phones


def bare(phone):
    return re.sub(r"\d", "", phone)


def align(word, phones, chances):
    """The likeliest way to cut the phones into one chunk for each letter."""
    best = [[NEVER] * (len(phones) + 1) for _ in range(len(word) + 1)]
    taken = [[0] * (len(phones) + 1) for _ in range(len(word) + 1)]
    best[0][0] = 0
    for at, letter in enumerate(word):
        for start in range(len(phones) + 1):
            if best[at][start] == NEVER:
                continue
            for count in range(min(2, len(phones) - start) + 1):
                chunk = " ".join(phones[start : start + count])
                chance = best[at][start] + chances[letter].get(chunk, -14 - 3 * (count == 2))
                if chance > best[at + 1][start + count]:
                    best[at + 1][start + count], taken[at + 1][start + count] = chance, count
    cuts, end = [], len(phones)
    for at in range(len(word), 0, -1):
        cuts.append((end - taken[at][end], end))
        end -= taken[at][end]
    return cuts[::-1]


def learn_chances(words):
    chances = defaultdict(dict)
    together = defaultdict(Counter)
    for word, phones in words:
        if len(word) == len(phones):
            for letter, phone in zip(word, phones):
                together[letter][bare(phone)] += 1
    for letter, counts in together.items():
        total = sum(counts.values()) + 50
        chances[letter] = {phone: math.log(count / total) for phone, count in counts.items() if count > 20}
        chances[letter][""] = math.log(0.1)
    for size in (25_000, 25_000, 25_000, 25_000, 60_000):
        together = defaultdict(Counter)
        for word, phones in words[:size]:
            plain = [bare(phone) for phone in phones]
            for letter, (start, end) in zip(word, align(word, plain, chances)):
                together[letter][" ".join(plain[start:end])] += 1
        for letter, counts in together.items():
            total = sum(counts.values())
            chances[letter] = {chunk: math.log(count / total) for chunk, count in counts.items() if count >= 3}
    return chances


def questions(word, at, decided, code):
    """What the tree of a letter asks for; `decided` holds the chunks to its right, the nearest first."""
    letter = lambda step: word[at + step] if 0 <= at + step < len(word) else EDGE
    stressed = any("1" in chunk for chunk in decided)
    vowels = sum(any(each.isdigit() for each in chunk) for chunk in decided)
    heard = next((code[chunk] for chunk in decided if chunk), EDGE)
    return (
        *(letter(1), letter(-1), str(3 * stressed + min(vowels, 2)), letter(2), letter(-2), letter(-3)),
        *(heard, letter(3), letter(-4), letter(4), letter(-5)),
    )


def grow(instances, depth=0):
    """(class, {answer: branch})"""
    counts = Counter(chunk for _, chunk in instances)
    most = counts.most_common(1)[0][0]
    branches = {}
    if len(counts) > 1 and depth < len(instances[0][0]):
        groups = defaultdict(list)
        for instance in instances:
            groups[instance[0][depth]].append(instance)
        for answer, group in groups.items():
            branch = grow(group, depth + 1)
            if branch[1] or branch[0] != most:
                branches[answer] = branch
    return most, branches


def written(tree, code):
    """A class, then each branch as its answer, its own tree and a bracket."""
    most, branches = tree
    return code[most] + "".join(answer + written(branch, code) + ")" for answer, branch in branches.items())


def say(word, trees, code):
    decided = []
    for at in reversed(range(len(word))):
        most, branches = trees[word[at]]
        for answer in questions(word, at, decided, code):
            if answer not in branches:
                break
            most, branches = branches[answer]
        decided.insert(0, most)
    return " ".join(chunk for chunk in decided if chunk)


def measure(words, trees, code):
    exact = plain = 0
    for word, phones in words:
        got = say(word, trees, code).split()
        exact += got == phones
        plain += [bare(phone) for phone in got] == [bare(phone) for phone in phones]
    print(f"of {len(words)} words {100 * exact / len(words):.1f} % exact, {100 * plain / len(words):.1f} % but for the stress")


def main(source, target):
    words = list(entries(Path(source).read_text("utf-8")))
    random.seed(1)
    random.shuffle(words)
    chances = learn_chances(words)
    chunked = []
    for word, phones in words:
        cuts = align(word, [bare(phone) for phone in phones], chances)
        chunked.append((word, [" ".join(phones[start:end]) for start, end in cuts]))
    chunks = [chunk for chunk, _ in Counter(chunk for _, each in chunked for chunk in each).most_common()]
    code = {chunk: chr(FIRST_CHUNK + at) for at, chunk in enumerate(chunks)}

    by_letter = defaultdict(list)
    for word, each in chunked[len(chunked) // KEPT_OUT :]:
        for at, letter in enumerate(word):
            by_letter[letter].append((questions(word, at, each[at + 1 :], code), each[at]))
    trees = {letter: grow(instances) for letter, instances in sorted(by_letter.items())}
    measure(words[: len(words) // KEPT_OUT], trees, code)
    data = {"chunks": chunks, "trees": {letter: written(tree, code) for letter, tree in trees.items()}}
    Path(target).write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
