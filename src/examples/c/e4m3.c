/*
 * OCP E4M3 rounding on the bits of a double, and the few lines that let Roundproof judge it.
 *
 *     e4m3 ROUNDING [--code] [--bug NAME]  < inputs.csv > answers.csv
 *     e4m3 ROUNDING --own-random SEED [--bug NAME]      > log.csv
 *
 * ROUNDING is ties-to-even, sr(R) or sr(R,floor), 1 <= R <= 32. Inputs are lines `id,x,words`, as written by
 * `vectors e4m3:ROUNDING --as csv`; answers are `id,y`, or `id,code` with --code. With --own-random the program draws its
 * random bits itself, as a kernel does whose bits cannot be set, and logs `x,y`.
 *
 * quantize() is the whole of the arithmetic; --bug plants a fault in it that has been seen in the wild.
 *
 *     gcc -std=c99 -Wall -Wextra -O2 -o e4m3 e4m3.c -lm
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 1 sign bit, 4 exponent bits, 3 fraction bits; no infinity; the code above the largest number, 448, is NaN. */
enum { FRACTION_BITS = 3, MIN_EXPONENT = -6, LARGEST = 0x7e, NOT_A_NUMBER = 0x7f };

typedef enum { NO_BUG, DOUBLE_ROUNDING, TIES_AWAY, MAX_480, FLUSH_SUBNORMALS, BIASED_SR, REUSED_BITS, BUGS } Bug;

static const char *const BUG_NAMES[BUGS] = {
    "none", "double-rounding", "ties-away", "max-480", "flush-subnormals", "biased-sr", "reused-bits"};

typedef struct {
    int random_bits; /* R; 0 rounds to nearest, ties to even */
    bool floor_cut;  /* cut the fraction to R bits downwards, not to nearest even */
    Bug bug;
} Rounding;

/*
 * Whether kept + rest / 2^shift, in ulps, goes up to kept + 1; 0 <= rest < 2^shift, 49 <= shift <= 63.
 *
 * Stochastic rounding cuts the fraction rest / 2^shift to R bits, adds the top R bits of the word, and goes up on a carry.
 */
static bool goes_up(Rounding how, uint64_t kept, uint64_t rest, int shift, uint32_t word) {
    if (how.random_bits == 0) {
        uint64_t half = UINT64_C(1) << (shift - 1);
        return rest > half || (rest == half && (kept % 2 == 1 || how.bug == TIES_AWAY));
    }
    if (how.bug == BIASED_SR) {
        return rest != 0 && word >> 31; /* up and down equally often, wherever x lies */
    }
    int dropped = shift - how.random_bits;
    uint64_t cut = rest >> dropped;
    uint64_t below = rest & ((UINT64_C(1) << dropped) - 1);
    uint64_t half = UINT64_C(1) << (dropped - 1);
    if (!how.floor_cut && (below > half || (below == half && cut % 2 == 1))) {
        cut++;
    }
    return cut + (word >> (32 - how.random_bits)) >= UINT64_C(1) << how.random_bits;
}

/* The code of x. */
static uint8_t quantize(double x, Rounding how, uint32_t word) {
    if (how.bug == DOUBLE_ROUNDING) {
        x = (float)x;
    }
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint8_t sign = (uint8_t)(bits >> 63 << 7);
    int biased_exponent = (int)(bits >> 52 & 0x7ff);
    uint64_t significand = bits & ((UINT64_C(1) << 52) - 1);
    uint8_t largest = how.bug == MAX_480 ? LARGEST + 1 : LARGEST;
    if (biased_exponent == 0x7ff) {
        return sign | (significand != 0 ? NOT_A_NUMBER : largest);
    }

    /* |x| = significand * 2^(exponent - 52) */
    int exponent = -1022;
    if (biased_exponent > 0) {
        exponent = biased_exponent - 1023;
        significand |= UINT64_C(1) << 52;
    }

    /* |x| = significand / 2^shift ulps, and one ulp is 2^(binade - FRACTION_BITS) */
    int binade = exponent < MIN_EXPONENT ? MIN_EXPONENT : exponent;
    int shift = 52 - FRACTION_BITS + binade - exponent;
    while (shift > 63) { /* far below the grid: what falls out leaves one sticky bit, enough for every decision */
        significand = significand >> 1 | (significand & 1);
        shift--;
    }
    uint64_t kept = significand >> shift;
    uint64_t rest = significand & ((UINT64_C(1) << shift) - 1);
    kept += goes_up(how, kept, rest, shift, word);
    if (how.bug == FLUSH_SUBNORMALS && kept < 1 << FRACTION_BITS) {
        kept = 0;
    }

    /* each binade's codes follow those of the binade below, so a carry out of kept is right as it is */
    uint64_t code = ((uint64_t)(binade - MIN_EXPONENT) << FRACTION_BITS) + kept;
    return sign | (uint8_t)(code < largest ? code : largest);
}

/* The value of a code that is not NaN. */
static double decode(uint8_t code) {
    int exponent_field = code >> FRACTION_BITS & 0xf;
    int significand = code & 7;
    double magnitude = exponent_field == 0
            ? ldexp(significand, MIN_EXPONENT - FRACTION_BITS)
            : ldexp(significand + 8, MIN_EXPONENT - FRACTION_BITS + exponent_field - 1);
    return code & 0x80 ? -magnitude : magnitude;
}

static double rounded(double x, Rounding how, uint32_t word) {
    return isnan(x) ? x : decode(quantize(x, how, word));
}

static void fail(const char *what, const char *where) {
    fprintf(stderr, "e4m3: %s: %s\n", what, where);
    exit(2);
}

/* Where the first field of a line ends; commas within quotes are part of it, as in "e4m3:sr(8,floor)/0x1.8p0/0x1". */
static char *end_of_field(char *line) {
    bool quoted = false;
    while (*line != '\0' && (quoted || *line != ',')) {
        quoted ^= *line++ == '"';
    }
    return line;
}

/* id,x,words -> id,y or id,code */
static void answer_vectors(Rounding how, bool codes) {
    char line[512];
    uint32_t word = 0;
    if (fgets(line, sizeof line, stdin) == NULL || strncmp(line, "id,x,words", 10) != 0) {
        fail("no header id,x,words", "line 1");
    }
    printf(codes ? "id,code\n" : "id,y\n");
    for (long row = 0; fgets(line, sizeof line, stdin) != NULL; row++) {
        char *comma = end_of_field(line);
        char *end = comma;
        double x = *comma == ',' ? strtod(comma + 1, &end) : 0;
        if (end == comma || end == comma + 1 || *end != ',') {
            fail("not id,x,words", line);
        }
        if (how.bug != REUSED_BITS || row % 2 == 0) { /* the bug: two neighbours share a word */
            word = (uint32_t)strtoul(end + 1, NULL, 0);
        }
        *comma = '\0';
        if (codes) {
            printf("%s,0x%02x\n", line, quantize(x, how, word));
        } else {
            printf("%s,%a\n", line, rounded(x, how, word));
        }
    }
}

/* SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), its upper half. */
static uint32_t next_word(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ z >> 31) >> 32);
}

/* x,y: many draws at each of a few points, the next point only when those are done */
static void log_draws(Rounding how, uint64_t seed) {
    static const double POINTS[] = {1.0625, 1.1, -3.3, 0x1.01p-6, 0.3e-3, -0.01, 100.9, 447.0};
    uint32_t word = 0;
    printf("x,y\n");
    for (size_t i = 0; i < sizeof POINTS / sizeof *POINTS; i++) {
        for (int draw = 0; draw < 4096; draw++) {
            if (how.bug != REUSED_BITS || draw % 2 == 0) {
                word = next_word(&seed);
            }
            printf("%a,%a\n", POINTS[i], rounded(POINTS[i], how, word));
        }
    }
}

static Rounding parse_rounding(const char *text) {
    Rounding how = {0, false, NO_BUG};
    if (strcmp(text, "ties-to-even") != 0) {
        int end = 0;
        sscanf(text, "sr(%2d%n", &how.random_bits, &end);
        how.floor_cut = end > 0 && strcmp(text + end, ",floor)") == 0;
        if (how.random_bits < 1 || how.random_bits > 32 || !(how.floor_cut || strcmp(text + end, ")") == 0)) {
            fail("ROUNDING must be ties-to-even, sr(R) or sr(R,floor) with R = 1 ... 32", text);
        }
    }
    return how;
}

static Bug parse_bug(const char *name) {
    for (int bug = 0; bug < BUGS; bug++) {
        if (strcmp(name, BUG_NAMES[bug]) == 0) {
            return (Bug)bug;
        }
    }
    fail("no such bug", name);
    return NO_BUG;
}

int main(int argc, char **argv) {
    bool codes = false;
    const char *seed = NULL;
    if (argc < 2) {
        fail("usage", "e4m3 ROUNDING [--code] [--own-random SEED] [--bug NAME]");
    }
    Rounding how = parse_rounding(argv[1]);
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--code") == 0) {
            codes = true;
        } else if (strcmp(argv[i], "--bug") == 0 && i + 1 < argc) {
            how.bug = parse_bug(argv[++i]);
        } else if (strcmp(argv[i], "--own-random") == 0 && i + 1 < argc) {
            seed = argv[++i];
        } else {
            fail("unknown option", argv[i]);
        }
    }
    if (seed != NULL) {
        log_draws(how, strtoull(seed, NULL, 0));
    } else {
        answer_vectors(how, codes);
    }
    return 0;
}
