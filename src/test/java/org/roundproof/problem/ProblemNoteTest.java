package org.roundproof.problem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;
import org.roundproof.random.RandomWords;

/** Computes the numbers of proofs-notes/problems.md, and the worked example of proofs-notes/randomness.md. */
class ProblemNoteTest {
    private static String hex(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> "`" + Double.toHexString(value) + "`")
                .collect(Collectors.joining(", "));
    }

    @Test
    void workedExample() throws IOException {
        GaussianProblem problem = GaussianProblem.of(Spectrum.parse("power(2)"), Optimum.parse("ones"), 3, 0.25);
        Batch batch = problem.batch(new RandomWords(0x0123456789abcdefL), 0, 1, 2);
        List<String> lines = new ArrayList<>();
        lines.add("| row | x | y |");
        lines.add("|---|---|---|");
        for (int row = 0; row < 2; row++) {
            double[] x = Arrays.copyOfRange(batch.features(), 3 * row, 3 * row + 3);
            lines.add("| " + row + " | " + hex(x) + " | " + hex(new double[] {batch.labels()[row]}) + " |");
        }
        NoteBlock.assertHolds("randomness.md", "batch", lines);
    }

    @Test
    void rotationVector() throws IOException {
        double[] r = RandomRotation.of(1, 3);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lines.add("    " + hex(Arrays.copyOfRange(r, 3 * i, 3 * i + 3)).replace("`", ""));
        }
        NoteBlock.assertHolds("problems.md", "rotation", lines);
    }

    @Test
    void longleyCoefficients() throws IOException {
        ExactLeastSquares fit = ExactLeastSquares.fit("builtin:longley", null);
        List<String> lines = new ArrayList<>();
        lines.add("| coefficient | 15 digits (as certified) | 30 digits |");
        lines.add("|---|---|---|");
        for (int j = 0; j < fit.names().size(); j++) {
            lines.add("| B" + j + " " + fit.names().get(j) + " | "
                    + ExactLeastSquares.decimal(fit.coefficients().get(j), 15) + " | "
                    + ExactLeastSquares.decimal(fit.coefficients().get(j), 30) + " |");
        }
        lines.add("| residual sum of squares | " + ExactLeastSquares.decimal(fit.residualSumOfSquares(), 15) + " | "
                + ExactLeastSquares.decimal(fit.residualSumOfSquares(), 30) + " |");
        lines.add("");
        lines.add("B6 is exactly " + fit.coefficients().get(6) + ".");
        NoteBlock.assertHolds("problems.md", "longley", lines);
    }
}
