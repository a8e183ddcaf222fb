package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/** Tables of proofs-notes/rates.md that are excerpts of recorded ones, and local exponents of ε of the plot {@code rp14-level}. */
class RatesNoteTest {
    private static final List<String> POWERS = List.of(
            "power(1.5)", "power(2)", "power(3)", "exponential(0.1)", "spiked(5,10)", "eigenvalues of diabetes");

    /** Section 2: ranges over all spectra. */
    @Test
    void batches() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| target | noise | test data | exponent of B at the end | over the last three intervals | limit as a share | increments |",
                "|---|---|---|---|---|---|---|"));
        ranges("RP-08", 2, "clean", lines);
        ranges("RP-09", 2, "clean", lines);
        ranges("RP-10", 2, "clean", lines);
        ranges("RP-10", 5, "quantized", lines);
        NoteBlock.assertHolds("rates.md", "batches", lines);
    }

    /** Section 3: ranges over all spectra, where they are not 1.000. */
    @Test
    void noiseLevels() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| target | noise | B | test data | exponent of ε at the end | over the last three intervals |",
                "|---|---|---|---|---|---|"));
        int rest = 0;
        for (int number : new int[] {4, 7, 15, 18}) {
            RateRecord table = new RateRecord("RP-14", number);
            for (List<String> row : table.rows()) {
                String slopes = RateRecord.range(row, RateRecord.SLOPES);
                if (slopes.equals("1.000")) {
                    rest++;
                } else {
                    lines.add("| " + row.get(0) + " | " + row.get(1) + " | " + table.batch() + " | "
                            + table.convention() + " | " + RateRecord.range(row, RateRecord.END) + " | " + slopes
                            + " |");
                }
            }
        }
        lines.add("| the other " + rest + " | | 1, 16 | both | 1.000 | 1.000 |");
        NoteBlock.assertHolds("rates.md", "noise levels", lines);
    }

    /** Section 4: the slope at the end, for each spectrum. */
    @Test
    void steps() throws IOException {
        NoteBlock.assertHolds("rates.md", "steps", excerpt(List.of(3, 14, 6, 17), RateRecord::end));
    }

    /** Section 5: the exponent of the increments where there is a limit, the slope otherwise. */
    @Test
    void dimensions() throws IOException {
        NoteBlock.assertHolds("rates.md", "dimensions", excerpt(List.of(5, 16, 8, 19), RateRecord::increments));
    }

    private static void ranges(String claim, int number, String convention, List<String> lines) throws IOException {
        for (List<String> row : new RateRecord(claim, number).rows()) {
            lines.add("| " + row.get(0) + " | " + row.get(1) + " | " + convention + " | "
                    + RateRecord.range(row, RateRecord.END) + " | " + RateRecord.range(row, RateRecord.SLOPES) + " | "
                    + RateRecord.range(row, RateRecord.LIMIT) + " | " + RateRecord.range(row, RateRecord.INCREMENTS)
                    + " |");
        }
    }

    /** Noise on parameters, activations and gradients leaves the test data alone. */
    private static boolean repeated(RateRecord table, String targets) {
        return table.convention().equals("quantized")
                && List.of("parameter", "activation", "gradient").contains(targets);
    }

    private static List<String> excerpt(List<Integer> tables, UnaryOperator<String> cell) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int number : tables) {
            RateRecord table = new RateRecord("RP-14", number);
            List<String> spectra =
                    POWERS.stream().filter(table.columns()::contains).toList();
            if (lines.isEmpty()) {
                lines.add("| target | noise | B | test data | " + String.join(" | ", spectra) + " |");
                lines.add("|" + "---|".repeat(4 + spectra.size()));
            }
            for (List<String> row : table.rows()) {
                if (repeated(table, row.get(0))) {
                    continue;
                }
                lines.add("| " + row.get(0) + " | " + row.get(1) + " | " + table.batch() + " | " + table.convention()
                        + " | "
                        + spectra.stream()
                                .map(name -> cell.apply(row.get(table.columns().indexOf(name))))
                                .collect(Collectors.joining(" | "))
                        + " |");
            }
        }
        return lines;
    }

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
