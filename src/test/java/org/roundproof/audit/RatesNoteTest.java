package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/** Local exponents of ε in proofs-notes/rates.md, section 3: points of the plot {@code rp14-level}. */
class RatesNoteTest {
    @Test
    void levels() throws IOException {
        List<String> lines = new ArrayList<>(List.of("| N | ε = 2^−8.5 | ε = 2^−4.5 |", "|---|---|---|"));
        double before = 1;
        for (int steps : new int[] {100, 1000, 10_000}) {
            double small = exponent(steps, -9);
            double large = exponent(steps, -5);
            assertTrue(1 < small && small < large && before < large && large < 2, "N = " + steps);
            before = large;
            lines.add("| " + steps + " | " + Digits.fixed(small, 3) + " | " + Digits.fixed(large, 3) + " |");
        }
        NoteBlock.assertHolds("rates.md", "levels", lines);
    }

    /** Slope between 2^e and 2^(e+1), clean test data, d = 10, λ_i = i^−2. */
    private static double exponent(int steps, int e) {
        double[] grid = {Math.scalb(1.0, e), Math.scalb(1.0, e + 1)};
        return Sweep.of(
                        grid,
                        SweepAxis.LEVEL.points(
                                Setting.paper(10, steps), TargetSet.of(Target.DATA), Noise.MULTIPLICATIVE::of, 0),
                        RiskConvention.CLEAN)
                .exponent(0);
    }
}
