package org.roundproof.random;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;

/** Computes the test vectors of proofs-notes/randomness.md. */
class RandomnessNoteTest {
    private static final long SEED = 0x0123456789abcdefL;

    private static String hex(int word) {
        return String.format("%08x", word);
    }

    @Test
    void wordVectors() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| seed | role | step | replicate | element | use | level | word |");
        lines.add("|---|---|---|---|---|---|---|---|");
        long[][] addresses = {
            {0, 0, 0, 0, 0, 0, 0},
            {0, 0, 1, 0, 0, 0, 0},
            {SEED, 0, 1, 0, 0, 0, 0},
            {SEED, 0, 1, 0, 3, 0, 0},
            {SEED, 0, 1, 0, 4, 0, 0},
            {SEED, 0, 1, 0, 0, 0, 1},
            {SEED, 0, 1, 0, 0, 1, 0},
            {SEED, 6, 1000, 7, 199, 1, 2},
            {SEED, 8, 12, 3, 31, 0, 1},
            {-1, 4, 0x7fffffff, 0x7fffffff, (1L << 34) - 1, 15, (1 << 24) - 1},
        };
        for (long[] a : addresses) {
            Role role = List.of(Role.values()).stream()
                    .filter(r -> r.code() == a[1])
                    .findFirst()
                    .orElseThrow();
            int word = new RandomWords(a[0]).word(role, (int) a[2], (int) a[3], a[4], (int) a[5], (int) a[6]);
            lines.add(String.format(
                    "| `%016x` | %d %s | %d | %d | %d | %d | %d | `%s` |",
                    a[0], a[1], role, a[2], a[3], a[4], a[5], a[6], hex(word)));
        }
        NoteBlock.assertHolds("randomness.md", "words", lines);
    }

    @Test
    void doubleVectors() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| element | level 0 | level 1 | u | uniform | rademacher | gaussian |");
        lines.add("|---|---|---|---|---|---|---|");
        RandomWords words = new RandomWords(SEED);
        for (long element : new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
            WordSource source = words.element(Role.FEATURES, 1, 0, element);
            lines.add(String.format(
                    "| %d | `%s` | `%s` | `%s` | `%s` | %.0f | `%s` |",
                    element,
                    hex(source.word(0, 0)),
                    hex(source.word(0, 1)),
                    Double.toHexString(Uniforms.draw(source)),
                    Double.toHexString(UnitLaw.UNIFORM.draw(source)),
                    UnitLaw.RADEMACHER.draw(source),
                    Double.toHexString(UnitLaw.GAUSSIAN.draw(source))));
        }
        NoteBlock.assertHolds("randomness.md", "doubles", lines);
    }

    @Test
    void quantileVectors() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| u | Φ⁻¹(u) | branch |");
        lines.add("|---|---|---|");
        double[] uniforms = {
            0.5, 0.25, 0.075, Math.nextDown(0.075), 0.001, 0x1p-20, 0x1p-36, 0x1.0p-37, 0x1p-45, 0x1p-53, 1 - 0x1p-53
        };
        for (double u : uniforms) {
            double tail = Math.min(u, 1 - u);
            String branch = Math.abs(u - 0.5) <= 0.425
                    ? "centre"
                    : StrictMath.sqrt(-StrictMath.log(tail)) <= 5 ? "tail" : "far tail";
            lines.add(String.format(
                    "| `%s` | `%s` | %s |", Double.toHexString(u), Double.toHexString(Gaussians.quantile(u)), branch));
        }
        NoteBlock.assertHolds("randomness.md", "quantiles", lines);
    }
}
