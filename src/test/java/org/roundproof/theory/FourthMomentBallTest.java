package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;

/** T(P) of sets: held in rational arithmetic, and counted by hand at d = 2. */
class FourthMomentBallTest {
    private static final double U = 0x1p-53;

    /** Rows (1, 2) and (3, −1): T(P) = ½ Σ (xᵀPx) xxᵀ. */
    private static FourthMomentBall twoRows() {
        FinitePopulation rows =
                FinitePopulation.of(List.of("a", "b"), new double[] {1, 2, 3, -1}, new double[] {0, 0}, "two rows");
        return new FourthMomentBall(QuantizedPopulation.of(DoubleField.INSTANCE, rows, new Identity(), new Identity()));
    }

    private static void assertCounted(double[] exact, double[] radius) {
        for (int k = 0; k < exact.length; k++) {
            assertTrue(radius[k] >= exact[k], radius[k] + " is below " + exact[k]);
            assertEquals(exact[k], radius[k], 2e-6 * exact[k]);
        }
    }

    /** |P| = (1, 1; 1, 1): 9 and 16 beside the magnitudes (1, 2; 2, 4) and (9, 3; 3, 1), each term of n + 3d + 80 = 88 roundings. */
    @Test
    void roundingsAreCounted() {
        BallMatrix image = twoRows().of(BallMatrix.of(new double[] {1, -1, -1, 1}, 2));
        // (1 − 4 + 4) and (9 + 6 + 1)
        assertArrayEquals(new double[] {72.5, -23, -23, 10}, image.centre());
        assertCounted(new double[] {76.5 * 88 * U, 33 * 88 * U, 33 * 88 * U, 26 * 88 * U}, image.radius());
    }

    /** Around 0 nothing but the radii: T of (1, 2; 2, 4) in magnitudes is 25 and 25. */
    @Test
    void radiiAreMapped() {
        BallMatrix image = twoRows().of(new BallMatrix(2, new double[4], new double[] {1, 2, 2, 4}));
        assertArrayEquals(new double[4], image.centre());
        assertCounted(new double[] {125, 62.5, 62.5, 62.5}, image.radius());
    }

    @Test
    void underflowIsCounted() {
        for (double radius : twoRows().of(BallMatrix.of(new double[4], 2)).radius()) {
            assertTrue(radius > 0 && radius < 1e-300, () -> radius + "");
        }
    }

    /** S + ½ diag S and (1 + ½)S. */
    @Test
    void parametersOwnErrors() {
        double[] s = {1, 2, 2, 4};
        BigFraction half = BigFraction.of(1, 2);
        assertArrayEquals(
                new double[] {1.5, 2, 2, 6},
                FourthMomentBall.parameter(s, 2, half, false).centre());
        assertArrayEquals(
                new double[] {1.5, 3, 3, 6},
                FourthMomentBall.parameter(s, 2, half, true).centre());
    }

    /** T(P) of three rows, from their exact moments in rational arithmetic, for members at the ends of a set of P. */
    @Test
    void fourthMomentsOfASet() {
        FinitePopulation rows = Populations.synthetic(3, 2);
        double[] centre = {0.3, -0.1, -0.1, 0.7};
        double[] radius = {0.125, 0.0625, 0.0625, 0.25};
        for (String data : new String[] {"e4m3:sr", "multiplicative(0.1,uniform,shared)", "additive(0.01,gaussian)"}) {
            Operator operator = Populations.operator(data);
            Operator none = Populations.operator("identity");
            FourthMomentBall map =
                    new FourthMomentBall(QuantizedPopulation.of(DoubleField.INSTANCE, rows, operator, none));
            PopulationMoments<BigFraction> exact = QuantizedPopulation.of(RationalField.INSTANCE, rows, operator, none);
            BallMatrix point = map.of(BallMatrix.of(centre, 2));
            assertHolds(exact, centre, point);
            for (double width : point.radius()) {
                assertTrue(width < 1e-12, () -> width + " is wide");
            }
            BallMatrix set = map.of(new BallMatrix(2, centre, radius));
            for (int sign : new int[] {1, -1}) {
                double[] end = new double[4];
                for (int k = 0; k < 4; k++) {
                    end[k] = centre[k] + sign * radius[k];
                }
                assertHolds(exact, end, set);
            }
        }
    }

    private static void assertHolds(PopulationMoments<BigFraction> population, double[] p, BallMatrix ball) {
        RationalField field = RationalField.INSTANCE;
        FieldMatrix<BigFraction> image =
                population.fourth(FieldMatrix.of(field, 2, 2, (i, j) -> BigFraction.from(p[2 * i + j])));
        for (int k = 0; k < 4; k++) {
            double error = image.get(k / 2, k % 2)
                    .subtract(BigFraction.from(ball.centre()[k]))
                    .abs()
                    .doubleValue();
            double radius = ball.radius()[k];
            assertTrue(error <= radius, () -> error + " > " + radius);
        }
    }
}
