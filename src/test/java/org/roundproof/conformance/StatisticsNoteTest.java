package org.roundproof.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;

/** Computes the power table of proofs-notes/statistics.md. */
class StatisticsNoteTest {
    @Test
    void powerTable() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| fault | right rate | wrong rate | draws for power 0.999 at one point | at ten points |");
        lines.add("|---|---|---|---|---|");
        row(lines, "50/50 in place of proportional", 0.25, 0.5);
        row(lines, "50/50 in place of proportional", 0.0625, 0.5);
        row(lines, "rounds to nearest", 0.25, 0);
        row(lines, "bias of 2^-4 ulp", 0.5, 0.5 + 0x1p-4);
        row(lines, "bias of 2^-8 ulp", 0.5, 0.5 + 0x1p-8);
        row(lines, "bias of 2^-8 ulp", 0.0625, 0.0625 + 0x1p-8);
        row(lines, "bias of 2^-8 ulp", 0x1p-8, 0x1p-7);
        row(lines, "bias of 2^-12 ulp", 0x1p-12, 0x1p-11);
        NoteBlock.assertHolds("statistics.md", "power", lines);
    }

    private static void row(List<String> lines, String fault, double rate, double wrong) {
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %d |",
                fault,
                rate,
                wrong,
                BlackBoxStochastic.drawsFor(rate, wrong, 1, 1e-9, 0.999),
                BlackBoxStochastic.drawsFor(rate, wrong, 10, 1e-9, 0.999)));
    }
}
