package org.roundproof.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.roundproof.audit.Evidence.HeatMap;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.RiskConvention;

/** The frontier m*(b, d, a) of data quantization as heat maps. */
final class FrontierMap {
    private static final double[] EXPONENTS = {1, 1.25, 1.5, 2, 2.5, 3};
    private static final int[] DIMENSIONS = {5, 10, 20, 50, 100, 200, 400};
    private static final double[] BITS = {3, 4, 5, 6, 8, 10, 12};
    private static final String SETTING =
            "data quantization, clean test data, $N = 1000$, $\\gamma = 0.1$, $B = 1$, $w^* = 1$, $\\sigma^2 = 1$";

    private FrontierMap() {}

    /** Shift over a and d, what the printed rule promises beyond it, and m* over b and d. */
    static List<Evidence> maps() {
        double[][] shift = cells(EXPONENTS.length, (i, k) -> shift(EXPONENTS[i], DIMENSIONS[k], 8));
        double[][] excess =
                cells(EXPONENTS.length, (i, k) -> shift[i][k] - FrontierTables.rule(EXPONENTS[i], DIMENSIONS[k]));
        double[][] bits = cells(BITS.length, (i, k) -> BITS[i] + shift(2, DIMENSIONS[k], BITS[i]));
        return List.of(
                map(
                        "rp15-frontier",
                        "Exact shift $m^* - b$ at $b = 8$, $\\lambda_i = i^{-a}$: " + SETTING,
                        "a",
                        EXPONENTS,
                        "m* − b",
                        shift),
                map(
                        "rp15-rule",
                        "Bits by which the printed rule promises too much: exact shift + $\\frac a2\\log_2 d$ at $b = 8$: "
                                + SETTING,
                        "a",
                        EXPONENTS,
                        "bits",
                        excess),
                map(
                        "rp15-bits",
                        "Exact frontier $m^*$ in bits, $\\lambda_i = i^{-2}$: " + SETTING,
                        "b",
                        BITS,
                        "m*",
                        bits));
    }

    @FunctionalInterface
    private interface Cell {
        double at(int row, int column);
    }

    private static double[][] cells(int rows, Cell cell) {
        List<Double> values =
                Parallel.map(rows * DIMENSIONS.length, i -> cell.at(i / DIMENSIONS.length, i % DIMENSIONS.length));
        return IntStream.range(0, rows)
                .mapToObj(row -> values.subList(row * DIMENSIONS.length, (row + 1) * DIMENSIONS.length).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double shift(double exponent, int dimension, double bits) {
        Setting setting = new Setting(exponent, dimension, 1000, 1, 0.1, TargetOperators.NONE);
        return Frontier.of(setting, TargetSet.of(Target.DATA), Noise.MULTIPLICATIVE, RiskConvention.CLEAN)
                .shift(bits)
                .orElse(Double.NaN);
    }

    private static HeatMap map(String id, String caption, String yTitle, double[] y, String zTitle, double[][] z) {
        return new HeatMap(
                id,
                caption,
                "dimension d",
                Arrays.stream(DIMENSIONS).mapToObj(String::valueOf).toList(),
                yTitle,
                Arrays.stream(y).mapToObj(Digits::plain).toList(),
                zTitle,
                z);
    }
}
