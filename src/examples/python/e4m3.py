#!/usr/bin/env python3
"""OCP E4M3 rounding on exact integers, judged by Roundproof in two ways. Python 3.8 or newer, no packages.

    e4m3.py VECTORS.json [--bug NAME]                answers vector files: id,y on standard output
    e4m3.py --oracle COMMAND [--seed N] [--bug NAME]  property-tests itself against a running oracle

COMMAND starts the oracle: --oracle "java -jar target/roundproof.jar oracle". Exit code 1 where the oracle disagrees, 2 where
nothing can be said.
`quantize` is the whole of the arithmetic; --bug plants a fault in it that has been seen in the wild.
"""

import argparse
import collections
import csv
import fractions
import json
import math
import random
import re
import shlex
import struct
import subprocess
import sys

# 4 significant bits with the hidden one; the smallest normal number is 2^-6, the largest finite one 448.
PRECISION, MIN_EXPONENT, LARGEST = 4, -6, 448.0

BUGS = ("double-rounding", "ties-away", "max-480", "flush-subnormals", "biased-sr", "reused-bits")


def goes_up(kept, rest, unit, rounding, word, bug):
    """Whether a magnitude of kept + rest/unit ulps, 0 <= rest < unit, goes up to kept + 1 ulps."""
    if rounding == "ties-to-even":
        return 2 * rest > unit or 2 * rest == unit and (kept % 2 == 1 or bug == "ties-away")
    if bug == "biased-sr":
        return rest > 0 and word >= 1 << 31  # up and down equally often, wherever x lies
    # sr(R): cut the fraction to R bits, to nearest even; add the top R bits of the word; go up on a carry
    bits = int(rounding[3:-1])
    cut, below = divmod(rest << bits, unit)
    if 2 * below > unit or 2 * below == unit and cut % 2 == 1:
        cut += 1
    return cut + (word >> 32 - bits) >= 1 << bits


def quantize(x, rounding, word=0, bug=None):
    """The E4M3 value of the float x, out of range the largest finite one; `word` is 32 random bits."""
    largest = 480.0 if bug == "max-480" else LARGEST
    if bug == "double-rounding":
        x = to_binary32(x)
    if math.isnan(x):
        return x
    if math.isinf(x):
        return math.copysign(largest, x)

    # |x| = kept + rest/unit ulps, exactly
    exponent = max(math.frexp(x)[1] - 1, MIN_EXPONENT)
    ulp_exponent = exponent - (PRECISION - 1)
    numerator, unit = abs(x).as_integer_ratio()
    if ulp_exponent < 0:
        numerator <<= -ulp_exponent
    else:
        unit <<= ulp_exponent
    kept, rest = divmod(numerator, unit)
    if goes_up(kept, rest, unit, rounding, word, bug):
        kept += 1
    if bug == "flush-subnormals" and kept < 1 << (PRECISION - 1):
        kept = 0
    return math.copysign(min(kept * 2.0**ulp_exponent, largest), x)


def to_binary32(x):
    try:
        return struct.unpack("<f", struct.pack("<f", x))[0]
    except OverflowError:
        return math.copysign(math.inf, x)


def parse(text):
    """A number in a vector file or from the oracle: a hex float, inf, -inf or nan."""
    return float.fromhex(text)


def show(x):
    return x.hex() if math.isfinite(x) else str(x)


def give_up(message):
    print("e4m3.py: " + message, file=sys.stderr)
    sys.exit(2)


def supported(quantizer):
    return re.fullmatch(r"e4m3:(ties-to-even|sr\(\d+\))", quantizer) is not None


def answer_vectors(paths, bug):
    """Answers every test of the vector files, and says so where it cannot."""
    answers = csv.writer(sys.stdout, lineterminator="\n")
    answers.writerow(("id", "y"))
    for path in paths:
        with open(path, encoding="utf-8") as file:
            groups = json.load(file)["groups"]
        for group in groups:
            word = 0
            for row, test in enumerate(group["tests"]):
                if not supported(group.get("quantizer", "")):
                    answers.writerow((test["id"], "unsupported"))
                    continue
                if bug != "reused-bits" or row % 2 == 0:  # the bug: two neighbours share a word
                    word = int(test.get("words", "0"), 0)
                y = quantize(parse(test["x"]), group["rounding"], word, bug)
                answers.writerow((test["id"], show(y)))


class Oracle:
    """A conversation with a running oracle: questions and answers are JSON, one a line."""

    AT_ONCE = 64  # few enough for both pipes to hold, so that nobody waits for the other

    def __init__(self, command):
        self.process = subprocess.Popen(
            shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, questions):
        """The answers, in order."""
        answers = []
        for start in range(0, len(questions), self.AT_ONCE):
            some = questions[start : start + self.AT_ONCE]
            self.process.stdin.write("".join(json.dumps(question) + "\n" for question in some))
            self.process.stdin.flush()
            for question in some:
                line = self.process.stdout.readline()
                if not line:
                    give_up("the oracle has ended")
                answer = json.loads(line)
                if "error" in answer:
                    give_up(f"the oracle refuses {question}: {answer['error']}")
                answers.append(answer)
        return answers

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def corner_biased(generator):
    """A float near a code point or a midpoint of E4M3 three times in four, else any finite float of its range."""
    sign = generator.choice((-1, 1))
    if generator.randrange(4) == 0:
        return sign * math.ldexp(generator.random(), generator.randrange(-12, 11))
    exponent = generator.randrange(MIN_EXPONENT, 10)
    x = math.ldexp(generator.randrange(33), exponent - PRECISION)
    return sign * x * (1 + generator.choice((-1, 0, 0, 1)) * 2.0 ** -generator.choice((20, 40, 52)))


def same(a, b):
    return a == b and math.copysign(1, a) == math.copysign(1, b) or a != a and b != b


def same_word_same_result(oracle, generator, bug, count=2000):
    """From the same x and the same word comes the same result."""
    questions = []
    for _ in range(count):
        rounding = generator.choice(("ties-to-even", "sr(8)"))
        question = {"quantizer": "e4m3:" + rounding, "x": show(corner_biased(generator))}
        if rounding != "ties-to-even":
            question["words"] = f"0x{generator.getrandbits(32):08x}"
        questions.append(question)
    word = 0
    for row, (question, answer) in enumerate(zip(questions, oracle.ask(questions))):
        if bug != "reused-bits" or row % 2 == 0:
            word = int(question.get("words", "0"), 0)
        mine = quantize(parse(question["x"]), question["quantizer"][5:], word, bug)
        if not same(mine, parse(answer["y"])):
            yield f"{question} gives {show(mine)}, exactly {answer['y']}"


def exact_distribution(oracle, generator, bug, count=100, bits=8):
    """Over all 2^R words, every result comes as often as its probability says."""
    xs = [corner_biased(generator) for _ in range(count)]
    questions = [{"quantizer": f"e4m3:sr({bits})", "x": show(x), "want": ["distribution"]} for x in xs]
    for x, answer in zip(xs, oracle.ask(questions)):
        words = (u << 32 - bits for u in range(1 << bits))
        seen = collections.Counter(show(quantize(x, f"sr({bits})", word, bug)) for word in words)
        for atom in answer["distribution"]:
            probability = fractions.Fraction(seen.pop(show(parse(atom["y"])), 0), 1 << bits)
            if probability != fractions.Fraction(atom["probability"]):
                yield f"P({show(x)} -> {atom['y']}) is {probability}, exactly {atom['probability']}"
        for value in seen:
            yield f"{show(x)} -> {value} never happens exactly"


def property_test(command, seed, bug):
    """Tries every property; prints the first counterexamples and returns how many properties fail."""
    failed = 0
    with Oracle(command) as oracle:
        for holds in (same_word_same_result, exact_distribution):
            found = list(holds(oracle, random.Random(seed), bug))
            failed += bool(found)
            print(f"{holds.__name__}: {f'{len(found)} counterexamples' if found else 'passed'}")
            for counterexample in found[:3]:
                print("  " + counterexample)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", nargs="*", metavar="VECTORS.json", help="what `vectors` wrote")
    parser.add_argument("--oracle", metavar="COMMAND", help="how to start the oracle")
    parser.add_argument("--seed", type=int, default=1, help="of the property test")
    parser.add_argument("--bug", choices=BUGS, help="a fault to plant")
    arguments = parser.parse_args()
    if bool(arguments.vectors) == bool(arguments.oracle):
        parser.error("give vector files or --oracle COMMAND")
    if arguments.oracle:
        sys.exit(1 if property_test(arguments.oracle, arguments.seed, arguments.bug) else 0)
    answer_vectors(arguments.vectors, arguments.bug)


if __name__ == "__main__":
    main()
