package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.FinitePopulation;

class RowKurtosisTest {
    private static PopulationMoments<Interval> moments(FinitePopulation rows, String operator) {
        return QuantizedPopulation.of(
                IntervalField.INSTANCE, rows, Populations.operator(operator), Populations.operator("identity"));
    }

    private static double kurtosis(FinitePopulation rows, String operator) throws UncoveredException {
        PopulationMoments<Interval> moments = moments(rows, operator);
        return RowKurtosis.of(moments, Whitening.of(moments.quantizedCovariance()))
                .upper();
    }

    private static void assertAt(double exact, double bound) {
        assertTrue(exact <= bound, () -> exact + " above " + bound);
        assertEquals(exact, bound, 1e-11 * exact);
    }

    /** d = 1: Ex² = 5/2, Ex⁴ = 17/2, whatever ρ is. */
    @Test
    void oneFeatureByHand() throws UncoveredException {
        assertAt(
                1.36,
                kurtosis(
                        FinitePopulation.of(List.of("x"), new double[] {1, 2}, new double[] {1, 3}, "two rows"),
                        "identity"));
    }

    /** A regular hexagon of radius √2: E(aᵀz)⁴ = 3/2 in every direction, reached at t/s = 2; without s it would be 2. */
    @Test
    void hexagonByHand() throws UncoveredException {
        double half = 1 / Math.sqrt(2);
        double side = Math.sqrt(1.5);
        double[] points = {2 * half, 0, half, side, -half, side, -2 * half, 0, -half, -side, half, -side};
        FinitePopulation rows = FinitePopulation.of(List.of("a", "b"), points, new double[6], "hexagon");
        assertAt(1.5, kurtosis(rows, "identity"));
        // one factor s = 1 ± ½ for a row: E s⁴/(E s²)² = (½(81 + 1)/16)/(5/4)² = 41/25
        assertAt(1.5 * 41 / 25, kurtosis(rows, "multiplicative(0.25,shared)"));
    }

    /** Rows that are known to a tenth: the bound holds for the least favourable, x = 11/10, 2, 3, and is not much above it. */
    @Test
    void rowsOfTheSetStayBelow() throws UncoveredException {
        List<RowMoments<Interval>> rows = List.of(row(0.9, 1.1), row(2, 2), row(3, 3));
        List<LabelMoments<Interval>> labels = Collections.nCopies(3, new LabelMoments<>(Interval.ZERO, Interval.ZERO));
        PopulationMoments<Interval> population =
                new PopulationMoments<>(IntervalField.INSTANCE, rows, labels, Interval.ZERO);
        FieldMatrix<Interval> second = FieldMatrix.of(IntervalField.INSTANCE, 1, 1, (i, j) -> Interval.of(4));
        double bound = RowKurtosis.of(population, Whitening.of(second)).upper();
        double worst = (1.1 * 1.1 * 1.1 * 1.1 + 16 + 81) / (3 * 16);
        assertTrue(worst <= bound, () -> worst + " above " + bound);
        assertTrue(bound < 1.1 * worst, () -> bound + " far above " + worst);
    }

    private static RowMoments<Interval> row(double lower, double upper) {
        FieldMatrix<Interval> zero = FieldMatrix.zero(IntervalField.INSTANCE, 1, 1);
        FieldMatrix<Interval> mean = FieldMatrix.column(IntervalField.INSTANCE, List.of(new Interval(lower, upper)));
        return new IndependentRow<>(IntervalField.INSTANCE, mean, zero, zero, zero);
    }

    /** 16 + 6 · 4 + 4 · 2 + 1. */
    @Test
    void errorsAreAdded() {
        assertAt(49, RowKurtosis.together(Interval.of(16), Interval.of(1)).upper());
    }

    /** E(aᵀx̃)⁴/(E(aᵀx̃)²)² = aᵀT(aaᵀ)a/(aᵀH_qa)² in many directions, by the double recursion's own moments. */
    @Test
    void directionsStayBelow() throws UncoveredException {
        Random random = new Random(5);
        for (int t = 0; t < 24; t++) {
            int d = 1 + t % 6;
            int n = 2 * d + 3;
            FinitePopulation rows = FinitePopulation.of(
                    Collections.nCopies(d, "x"),
                    random.doubles((long) n * d, -2, 2).toArray(),
                    random.doubles(n, -1, 1).toArray(),
                    "random");
            for (String operator : List.of("identity", "int8(step=1):sr", "e2m1:sr", "multiplicative(0.25)")) {
                double bound = kurtosis(rows, operator);
                PopulationMoments<Double> moments = QuantizedPopulation.of(
                        DoubleField.INSTANCE, rows, Populations.operator(operator), Populations.operator("identity"));
                double largest = 0;
                for (int k = 0; k < 60; k++) {
                    FieldMatrix<Double> a = FieldMatrix.of(DoubleField.INSTANCE, d, 1, (i, j) -> random.nextGaussian());
                    double fourth = a.dot(moments.fourth(a.times(a.transpose())).times(a));
                    double second = a.dot(moments.quantizedCovariance().times(a));
                    largest = Math.max(largest, fourth / (second * second));
                }
                double found = largest;
                assertTrue(found <= bound * (1 + 1e-12), () -> operator + ": " + found + " above " + bound);
            }
        }
    }
}
