package org.roundproof.sgd.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceSink;

class CertificateTest {
    /** e4m3: multiples of 2^−9 up to 448 < 2^9. Products: 2^−18, 2^18; 200 of them need 8 bits more. */
    @Test
    void widthsOfE4m3() {
        Certificate certificate = certificate(TargetOperators.all(quantizer("e4m3:sr")), 200, 1000, 1);
        assertEquals(
                List.of(
                        "dot products: needs 44 of 53 bits, 9 to spare; exact in double",
                        "residuals: needs 19 of 53 bits, 34 to spare; exact in double",
                        "sums of x·o: needs 46 of 53 bits, 7 to spare; exact in double",
                        "weights γV/B: no fixed grid; exact where γV is a double, otherwise error bound 2^-51·|w|, filter"),
                lines(certificate));
    }

    /** The widths are what full enumeration says: the largest sum of count products, in units of the product of least values. */
    @Test
    void widthsAreThoseOfTheLargestSum() {
        for (String format : List.of("e4m3:sr", "e5m2:sr", "e2m1:sr", "int8(step=1/32):sr", "int4(step=0.75):sr")) {
            var grid = DyadicGrid.of(quantizer(format));
            double unit = Math.scalb(1.0, grid.unit());
            double largest = grid.largest() / unit;
            assertEquals(largest, Math.rint(largest), format);
            for (int count : new int[] {1, 3, 8}) {
                double most = count * largest;
                int bits = grid.bits(count);
                assertTrue(most <= Math.scalb(1.0, bits) && most > Math.scalb(1.0, bits - 1), format + " × " + count);
            }
        }
    }

    @Test
    void headRoomThatIsMissing() {
        Certificate certificate = certificate(TargetOperators.all(quantizer("bfloat16:sr")), 200, 1000, 3);
        assertTrue(lines(certificate)
                .get(0)
                .startsWith("dot products: needs 530 bits, 477 more than a double has; exact in double where"));
        assertTrue(lines(certificate)
                .get(3)
                .endsWith("error bound 2^-51·|w| (2^-50·|w| + 2^-52·|γr/B| for sums of three doubles, r"
                        + " the lower two), filter"));
    }

    /** Labels and activations on grids and no rounding of the residual: their difference is the grid of o. */
    @Test
    void unroundedResidualsOnGrids() {
        TargetOperators operators = TargetOperators.NONE
                .with(Target.DATA, quantizer("e4m3:sr"))
                .with(Target.LABEL, quantizer("int8(step=1/16):sr"))
                .with(Target.ACTIVATION, quantizer("e4m3:sr"));
        List<String> lines = lines(certificate(operators, 20, 100, 1));
        assertEquals("residuals: needs 18 of 53 bits, 35 to spare; exact in double", lines.get(1));
        assertEquals("sums of x·o: needs 43 of 53 bits, 10 to spare; exact in double", lines.get(2));
        assertTrue(run(operators).unfiltered().isEmpty());
    }

    @Test
    void saysWhyARunIsSlow() {
        TargetOperators parameterAlone = TargetOperators.NONE.with(Target.PARAMETER, quantizer("e4m3:sr"));
        assertTrue(lines(certificate(parameterAlone, 2, 10, 1)).get(1).contains("must be doubles"));
        SgdRun run = run(parameterAlone);
        assertEquals(
                "an unquantized residual y − a is no double", run.unfiltered().orElseThrow());
        assertEquals(8 * 2, run.fallbacks());

        TargetOperators nothing = TargetOperators.NONE;
        assertEquals(1, certificate(nothing, 2, 10, 1).stages().size());
        assertEquals(CertifiedEngine.NO_FILTER, run(nothing).unfiltered().orElseThrow());
        assertEquals(0, run(nothing).fallbacks());
    }

    private static SgdRun run(TargetOperators operators) {
        FinitePopulation population = FinitePopulation.of(
                List.of("a", "b"), new double[] {0.1, 0.7, 0.3, -0.2}, new double[] {1, 1.0 / 3}, "two rows");
        return new CertifiedEngine()
                .run(population, new SgdConfiguration(8, 1, 0.1, operators, new Averaging.All()), 1, 0, TraceSink.NONE);
    }

    private static Certificate certificate(TargetOperators operators, int dimension, int steps, int batch) {
        return Certificate.of(new SgdConfiguration(steps, batch, 0.1, operators, new Averaging.All()), dimension);
    }

    private static List<String> lines(Certificate certificate) {
        return certificate.stages().stream()
                .map(stage -> stage.name() + ": " + stage.width() + "; " + stage.method())
                .toList();
    }

    private static Operator quantizer(String text) {
        return OperatorExpression.parse(text).resolve();
    }
}
