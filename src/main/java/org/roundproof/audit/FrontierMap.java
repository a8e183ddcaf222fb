package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.roundproof.audit.Evidence.HeatMap;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.RiskConvention;

/** The frontier m*(b, d, a) as heat maps: of data quantization, and of each target beside the others. */
final class FrontierMap {
    private static final double[] EXPONENTS = {1, 1.25, 1.5, 2, 2.5, 3};
    private static final double[] DIMENSIONS = {5, 10, 20, 50, 100, 200, 400};
    private static final double[] BITS = {3, 4, 5, 6, 8, 10, 12};
    private static final String SETTING = "$N = 1000$, $\\gamma = 0.1$, $B = 1$, $w^* = 1$, $\\sigma^2 = 1$";
    private static final String DATA = "data quantization, clean test data, " + SETTING;
    private static final String SHIFT = "m* − b";

    /** Where the noise is and on what the risk is measured. */
    private record Place(TargetSet targets, RiskConvention convention) {
        static final Place CLEAN_DATA = new Place(TargetSet.of(Target.DATA), RiskConvention.CLEAN);
        static final Place QUANTIZED_DATA = new Place(TargetSet.of(Target.DATA), RiskConvention.QUANTIZED);

        /** Noise on parameters, activations or gradients leaves the test data alone: there both conventions agree. */
        static final List<Place> ALL = List.of(
                new Place(TargetSet.ALL, RiskConvention.QUANTIZED),
                new Place(TargetSet.ALL, RiskConvention.CLEAN),
                new Place(TargetSet.of(Target.GRADIENT), RiskConvention.CLEAN),
                new Place(TargetSet.of(Target.ACTIVATION), RiskConvention.CLEAN),
                new Place(TargetSet.of(Target.PARAMETER), RiskConvention.CLEAN),
                new Place(TargetSet.of(Target.LABEL), RiskConvention.QUANTIZED),
                new Place(TargetSet.of(Target.LABEL), RiskConvention.CLEAN),
                QUANTIZED_DATA,
                CLEAN_DATA);

        String label() {
            boolean alike =
                    ALL.stream().filter(place -> place.targets.equals(targets)).count() == 1;
            return targets.label() + (alike ? "" : convention == RiskConvention.CLEAN ? ", clean" : ", quantized");
        }

        /** m* − b on λ_i = i^−a; NaN where there is no frontier. */
        double shift(double exponent, double dimension, double bits) {
            Setting setting = new Setting(exponent, (int) dimension, 1000, 1, 0.1, TargetOperators.NONE);
            return Frontier.of(setting, targets, Noise.MULTIPLICATIVE, convention)
                    .shift(bits)
                    .orElse(Double.NaN);
        }
    }

    private FrontierMap() {}

    /** Of data quantization, on clean and on quantized test data, and of each target. */
    static List<Evidence> maps() {
        List<Evidence> maps = new ArrayList<>(data());
        maps.add(map(
                "rp15-frontier-quantized",
                "Exact shift $m^* - b$ at $b = 8$, $\\lambda_i = i^{-a}$: data quantization, quantized test data, "
                        + SETTING,
                "a",
                EXPONENTS,
                SHIFT,
                cells(EXPONENTS.length, DIMENSIONS, (i, d) -> Place.QUANTIZED_DATA.shift(EXPONENTS[i], d, 8))));
        maps.addAll(targets());
        return maps;
    }

    /** Shift over a and d, what the printed rule promises beyond it, and m* over b and d. */
    private static List<Evidence> data() {
        double[][] shift = cells(EXPONENTS.length, DIMENSIONS, (i, d) -> Place.CLEAN_DATA.shift(EXPONENTS[i], d, 8));
        double[][] excess = IntStream.range(0, EXPONENTS.length)
                .mapToObj(i -> IntStream.range(0, DIMENSIONS.length)
                        .mapToDouble(k -> shift[i][k] - FrontierTables.rule(EXPONENTS[i], (int) DIMENSIONS[k]))
                        .toArray())
                .toArray(double[][]::new);
        double[][] bits = cells(BITS.length, DIMENSIONS, (i, d) -> BITS[i] + Place.CLEAN_DATA.shift(2, d, BITS[i]));
        return List.of(
                map(
                        "rp15-frontier",
                        "Exact shift $m^* - b$ at $b = 8$, $\\lambda_i = i^{-a}$: " + DATA,
                        "a",
                        EXPONENTS,
                        SHIFT,
                        shift),
                map(
                        "rp15-rule",
                        "Bits by which the printed rule promises too much: exact shift + $\\frac a2\\log_2 d$ at $b = 8$: "
                                + DATA,
                        "a",
                        EXPONENTS,
                        "bits",
                        excess),
                map(
                        "rp15-bits",
                        "Exact frontier $m^*$ in bits, $\\lambda_i = i^{-2}$: " + DATA,
                        "b",
                        BITS,
                        "m*",
                        bits));
    }

    /** Each target, on clean and, where it matters, on quantized test data, over d, a and b in turn. */
    private static List<Evidence> targets() {
        return List.of(
                targets(
                        "rp15-targets-dimension",
                        "Exact shift $m^* - b$ at $b = 8$ for each target, $\\lambda_i = i^{-2}$ (the printed rule: "
                                + Digits.fixed(FrontierTables.rule(2, 5), 1) + " at $d = 5$, "
                                + Digits.fixed(FrontierTables.rule(2, 400), 1) + " at $d = 400$): ",
                        "dimension d",
                        DIMENSIONS,
                        (place, d) -> place.shift(2, d, 8)),
                targets(
                        "rp15-targets-exponent",
                        "Exact shift $m^* - b$ at $b = 8$ for each target, $\\lambda_i = i^{-a}$, $d = 200$ (the printed rule: "
                                + Digits.fixed(FrontierTables.rule(1, 200), 1) + " at $a = 1$, "
                                + Digits.fixed(FrontierTables.rule(3, 200), 1) + " at $a = 3$): ",
                        "a",
                        EXPONENTS,
                        (place, a) -> place.shift(a, 200, 8)),
                targets(
                        "rp15-targets-bits",
                        "Exact shift $m^* - b$ against $b$ for each target, $\\lambda_i = i^{-2}$, $d = 200$ (the printed rule: "
                                + Digits.fixed(FrontierTables.rule(2, 200), 1) + " at every $b$): ",
                        "b",
                        BITS,
                        (place, b) -> place.shift(2, 200, b)));
    }

    @FunctionalInterface
    private interface PlaceCell {
        double at(Place place, double x);
    }

    private static HeatMap targets(String id, String caption, String xTitle, double[] x, PlaceCell cell) {
        return new HeatMap(
                id,
                caption + SETTING,
                xTitle,
                labels(x),
                "target",
                Place.ALL.stream().map(Place::label).toList(),
                SHIFT,
                cells(Place.ALL.size(), x, (i, value) -> cell.at(Place.ALL.get(i), value)));
    }

    @FunctionalInterface
    private interface Cell {
        double at(int row, double x);
    }

    private static double[][] cells(int rows, double[] x, Cell cell) {
        List<Double> values = Parallel.map(rows * x.length, i -> cell.at(i / x.length, x[i % x.length]));
        return IntStream.range(0, rows)
                .mapToObj(row -> values.subList(row * x.length, (row + 1) * x.length).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static List<String> labels(double[] values) {
        return Arrays.stream(values).mapToObj(Digits::plain).toList();
    }

    /** Over d. */
    private static HeatMap map(String id, String caption, String yTitle, double[] y, String zTitle, double[][] z) {
        return new HeatMap(id, caption, "dimension d", labels(DIMENSIONS), yTitle, labels(y), zTitle, z);
    }
}
