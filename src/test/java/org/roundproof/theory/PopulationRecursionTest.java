package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;

/** The primitive path against the definition, and its two ways to average over the rows against each other. */
class PopulationRecursionTest {
    private static final List<String> DATA = List.of(
            "identity",
            "int4(step=1/4):sr",
            "int8(step=1/16):tpdf",
            "e2m1:ties-to-even",
            "additive(0.01,uniform)",
            "multiplicative(0.01,gaussian)",
            "multiplicative(0.01,gaussian,shared)");

    private static VarianceLaw law(double alpha, double beta, boolean shared) {
        return new VarianceLaw(BigFraction.from(alpha), BigFraction.from(beta), shared);
    }

    static Stream<String> data() {
        return DATA.stream();
    }

    @ParameterizedTest
    @MethodSource("data")
    void primitivePathFollowsTheDefinition(String data) {
        FinitePopulation rows = Populations.synthetic(7, 3);
        PopulationMoments<Double> population = QuantizedPopulation.of(
                DoubleField.INSTANCE,
                rows,
                Populations.operator(data),
                Populations.operator("multiplicative(0.02,rademacher,shared)"));
        List<StepLaws> laws = List.of(
                StepLaws.NONE,
                new StepLaws(law(0.01, 0.03, true), law(0.02, 0.01, true), law(0.01, 0.02, true)),
                new StepLaws(law(0.01, 0.03, false), law(0.02, 0.01, false), law(0.01, 0.02, false)));
        for (StepLaws law : laws) {
            for (Averaging averaging : List.of(new Averaging.All(), new Averaging.Tail(3), new Averaging.Last())) {
                for (int batch : new int[] {1, 3}) {
                    IterateMoments<Double> expected =
                            new PopulationRecursion<>(population, law).run(8, batch, 0.2, averaging);
                    IterateMoments<Double> actual = new PrimitivePopulationRecursion(population)
                            .run(law, 8, batch, 0.2, averaging, (mu, s) -> {});
                    assertClose(expected.mean(), actual.mean());
                    assertClose(expected.second(), actual.second());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("data")
    void tablesAndRowsAgree(String data) {
        PopulationMoments<Double> population = QuantizedPopulation.of(
                DoubleField.INSTANCE, Populations.synthetic(9, 5), Populations.operator(data), new Identity());
        PopulationMaps table = new MomentTensors(population);
        PopulationMaps rows = new RowMaps(population);
        Random random = new Random(5);
        double[] mu = random.doubles(5, -1, 1).toArray();
        double[] p = new double[25];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j <= i; j++) {
                p[i * 5 + j] = random.nextDouble() - 0.5;
                p[j * 5 + i] = p[i * 5 + j];
            }
        }
        double[] a = new double[25];
        double[] b = new double[25];
        table.fourth(p, a);
        rows.fourth(p, b);
        org.junit.jupiter.api.Assertions.assertArrayEquals(a, b, 1e-12);
        table.third(mu, a);
        rows.third(mu, b);
        org.junit.jupiter.api.Assertions.assertArrayEquals(a, b, 1e-12);
    }

    /** E(s x)² … with s of variance ε: the shared row has one error, the elementwise row one for each coordinate. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void multiplicativeRowsDifferOffTheDiagonal(boolean shared) {
        PopulationMoments<BigFraction> population = QuantizedPopulation.of(
                RationalField.INSTANCE,
                new double[] {2, 3, 1, 1},
                new double[] {1, 1},
                Populations.operator("multiplicative(0.25" + (shared ? ",shared)" : ")")),
                new Identity());
        BigFraction offDiagonal = BigFraction.of(7, 2).multiply(shared ? BigFraction.of(5, 4) : BigFraction.ONE);
        assertEquals(offDiagonal, population.quantizedCovariance().get(0, 1));
        assertEquals(BigFraction.of(25, 8), population.quantizedCovariance().get(0, 0));
    }

    @Test
    void largeDimensionsGoRowByRow() {
        PopulationMoments<Double> population = QuantizedPopulation.of(
                DoubleField.INSTANCE, Populations.synthetic(40, 33), new Identity(), new Identity());
        assertTrue(PopulationMaps.of(population) instanceof RowMaps);
        IterateMoments<Double> moments = new PrimitivePopulationRecursion(population)
                .run(StepLaws.NONE, 5, 2, 0.01, new Averaging.All(), (mu, s) -> {});
        IterateMoments<Double> expected =
                new PopulationRecursion<>(population, StepLaws.NONE).run(5, 2, 0.01, new Averaging.All());
        assertClose(expected.second(), moments.second());
    }

    /** Traces of what an observer is shown. */
    private static final class Recorder implements PrimitivePopulationRecursion.Observer {
        private final List<Double> shown = new ArrayList<>();

        @Override
        public void see(double[] mu, double[] s) {
            shown.add(mu[0] + s[0]);
        }

        @Override
        public void accumulated(double[] sum, double[] cross, double[] squares) {
            shown.add(sum[0] + cross[0] + squares[0]);
        }
    }

    @Test
    void twoObserversAreShownTheSame() {
        PrimitivePopulationRecursion recursion = new PrimitivePopulationRecursion(QuantizedPopulation.of(
                DoubleField.INSTANCE, Populations.synthetic(7, 3), new Identity(), new Identity()));
        Recorder alone = new Recorder();
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        recursion.run(StepLaws.NONE, 4, 1, 0.1, new Averaging.All(), alone);
        recursion.run(StepLaws.NONE, 4, 1, 0.1, new Averaging.All(), first.and(second));
        assertTrue(alone.shown.size() >= 8, () -> "not shown: " + alone.shown);
        assertEquals(alone.shown, first.shown);
        assertEquals(alone.shown, second.shown);
    }

    private static void assertClose(FieldMatrix<Double> expected, FieldMatrix<Double> actual) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertEquals(expected.get(i, j), actual.get(i, j), 1e-11 * (1 + Math.abs(expected.get(i, j))));
            }
        }
    }
}
