package org.roundproof.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;
import org.roundproof.stats.BinomialTest;
import org.roundproof.stats.MultinomialTest;

/** Computes the table of proofs-notes/testkit.md: what the properties that draw find, and in which stage. */
class KitPowerNoteTest {
    /** Tests at one point of a two-valued law: one rate and six lags. */
    private static final int TESTS = 7;

    private static final double ALPHA = BlackBoxDraws.FALSE_ALARM;
    private static final int POINTS = new BlackBoxDraws(
                    QuantizerUnderTest.blackBox("e4m3:sr", x -> x), BlackBoxDraws.DRAWS, ALPHA)
            .points()
            .length;

    @Test
    void table() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| fault | at a right rate of | found after draws at a point | power there |");
        lines.add("|---|---|---|---|");
        rate(lines, "50/50 in place of proportional: ½", 0.25, 0.5);
        rate(lines, "50/50 in place of proportional: ½", 0x1p-8, 0.5);
        rate(lines, "one bit too few: max(0, 2f − 1)", 0.5, 0);
        rate(lines, "one bit too few: max(0, 2f − 1)", 0.25, 0);
        rate(lines, "bias of 2^-4 ulp: f + 2^-4", 0.25, 0.25 + 0x1p-4);
        rate(lines, "bias of 2^-8 ulp: f + 2^-8", 0x1p-8, 0x1p-7);
        rate(lines, "bias of 2^-12 ulp: f + 2^-12", 0x1p-8, 0x1p-8 + 0x1p-12);
        repeated(lines, "each word used twice in a row", 0.5);
        repeated(lines, "each word used twice in a row", 0x1p-8);
        NoteBlock.assertHolds("testkit.md", "power", lines);
    }

    private static double level(int stage) {
        return Math.scalb(ALPHA, -stage - 2) / (POINTS * TESTS);
    }

    private static void rate(List<String> lines, String fault, double right, double wrong) {
        line(lines, fault, right, (draws, level) -> new BinomialTest(draws, right).power(wrong, level));
    }

    /** Draws 2k and 2k + 1 are alike: of the n/2 pairs at distance 1, a binomial number is (1, 1), the rest (0, 0). */
    private static void repeated(List<String> lines, String fault, double right) {
        line(lines, fault, right, (draws, level) -> {
            int pairs = draws / 2;
            BinomialDistribution law = BinomialDistribution.of(pairs, right);
            double found = 0;
            for (int k = 0; k <= pairs; k++) {
                if (law.probability(k) > 1e-300
                        && MultinomialTest.independence(new long[][] {{pairs - k, 0}, {0, k}})
                                        .pValue()
                                <= level) {
                    found += law.probability(k);
                }
            }
            return found;
        });
    }

    private interface Power {
        double of(int draws, double level);
    }

    /** The first stage whose power is 0.999, or the last. */
    private static void line(List<String> lines, String fault, double right, Power power) {
        int draws = BlackBoxDraws.FIRST;
        int stage = 0;
        double found = power.of(draws, level(stage));
        while (found < 0.999 && draws < BlackBoxDraws.DRAWS) {
            draws = Math.min(4 * draws, BlackBoxDraws.DRAWS);
            found = power.of(draws, level(++stage));
        }
        lines.add(String.format(Locale.ROOT, "| %s | %s | %d | %.4f |", fault, right, draws, found));
    }
}
