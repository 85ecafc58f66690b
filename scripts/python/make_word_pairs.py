"""Makes models/word_pairs.tsv from a word list with frequencies (jieba's dict.txt: word, count, ...).

A word list says which characters stand together inside words and which begin and end them: enough to
tell whether a line end fell inside a word. Only that is kept, in steps of a third of a nat; no word
can be read from it. The list is turned into traditional script too (by OpenCC), and the table is of
both.

    make_word_pairs.py DICT >models/word_pairs.tsv
"""

import math
import subprocess
import sys
from collections import Counter

STEP = 3  # steps a nat
LEAST_COUNT = 100  # of a pair in the list, or it is left out
LEAST_COUNT_OF_CHARACTER = 100
LEAST_GAIN = 0.8  # nats that the pair adds to what its characters say one by one


def is_ideograph(character):
    return "\u4e00" <= character <= "\u9fff"


def read_words(path):
    words = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            word, count = line.split()[:2]
            if all(map(is_ideograph, word)):
                words.append((word, int(count)))
    return words


def in_traditional_script(words):
    text = "\n".join(word for word, _ in words)
    turned = subprocess.run(["opencc", "-c", "s2t"], input=text, capture_output=True, text=True, check=True)
    return list(zip(turned.stdout.split("\n"), (count for _, count in words)))


def steps(ratio):
    return max(-30, min(30, round(STEP * math.log(ratio))))


def table_of(words):
    """{character: (begins, ends, {follower: level})}, all in steps."""
    total = 0
    count, begins, ends, inside = Counter(), Counter(), Counter(), Counter()
    for word, times in words:
        total += times
        begins[word[0]] += times
        ends[word[-1]] += times
        count.update({c: 0 for c in word})
        for character in word:
            count[character] += times
        for pair in zip(word, word[1:]):
            inside[pair] += times
    characters = sum(count.values())
    # P(a b) = inside + ends * begins / words, against P(a) P(b).
    share = math.sqrt(characters / total)
    begin = {c: max(begins[c], 0.5) / n * share for c, n in count.items() if n}
    end = {c: max(ends[c], 0.5) / n * share for c, n in count.items() if n}
    rows = {c: (steps(begin[c]), steps(end[c]), {}) for c in begin if count[c] >= LEAST_COUNT_OF_CHARACTER}
    for (a, b), times in inside.items():
        if times < LEAST_COUNT or a not in rows or b not in rows:
            continue
        word = times * characters / (count[a] * count[b])
        apart = end[a] * begin[b]
        if math.log((word + apart) / apart) >= LEAST_GAIN:
            rows[a][2][b] = steps(word)
    return rows


def main():
    words = read_words(sys.argv[1])
    rows = table_of(in_traditional_script(words))
    for character, (begins, ends, followers) in table_of(words).items():
        others = rows.get(character, (0, 0, {}))[2]
        rows[character] = (begins, ends, {**others, **followers})
    print("# made by scripts/make_word_pairs: see models/README.md")
    print("# character\tbegins\tends\tlevel:followers ...")
    for character in sorted(rows):
        begins, ends, followers = rows[character]
        levels = {}
        for follower in sorted(followers):
            levels.setdefault(followers[follower], []).append(follower)
        spelled = " ".join(f"{level}:{''.join(levels[level])}" for level in sorted(levels))
        print(f"{character}\t{begins}\t{ends}\t{spelled}")


main()
