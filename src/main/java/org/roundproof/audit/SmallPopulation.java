package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.LowerBound;
import org.roundproof.theory.PairFactors;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.TargetLaws;

/**
 * A few rows and a configuration that satisfy the assumptions of the upper bound.
 *
 * @param rows the population
 * @param configuration γ, N, B and operators
 */
record SmallPopulation(FinitePopulation rows, SgdConfiguration configuration) {
    /** Full precision on rows (x_1, …, x_d, y). */
    static SmallPopulation of(double stepSize, int steps, int batch, double[]... rows) {
        int d = rows[0].length - 1;
        double[] features = new double[rows.length * d];
        double[] labels = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(rows[k], 0, features, k * d, d);
            labels[k] = rows[k][d];
        }
        List<String> names = IntStream.range(0, d).mapToObj(i -> "x" + (i + 1)).toList();
        return new SmallPopulation(
                FinitePopulation.of(names, features, labels, rows.length + " rows"),
                new SgdConfiguration(steps, batch, stepSize, TargetOperators.NONE, new Averaging.All()));
    }

    /** The same row several times. */
    static double[][] times(int count, double... row) {
        double[][] rows = new double[count][];
        Arrays.fill(rows, row);
        return rows;
    }

    /** Groups of rows one after the other. */
    static double[][] join(double[][]... groups) {
        List<double[]> rows = new ArrayList<>();
        for (double[][] group : groups) {
            rows.addAll(Arrays.asList(group));
        }
        return rows.toArray(new double[0][]);
    }

    /** One target through an operator. */
    SmallPopulation with(Target target, String operator) {
        return new SmallPopulation(
                rows,
                new SgdConfiguration(
                        configuration.steps(),
                        configuration.batch(),
                        configuration.stepSize(),
                        configuration
                                .operators()
                                .with(target, OperatorExpression.parse(operator).resolve()),
                        configuration.averaging()));
    }

    /** The upper bound over the quantized optimum. */
    double bound() {
        return terms().value();
    }

    /** The upper bound's terms. */
    RiskBound.Terms terms() {
        RiskBound bound = RiskBound.of(rows, configuration);
        if (bound instanceof RiskBound.Terms terms) {
            return terms;
        }
        throw new IllegalStateException("no bound for " + text() + ": " + bound);
    }

    /** The process that the bound speaks of. */
    SmallProcess process() {
        return SmallProcess.of(rows, configuration);
    }

    /** What the upper bound is worth when one assumption is dropped. */
    Witness without(String assumption, String how, UnaryOperator<SmallProcess> drop) {
        return witness(assumption, how, true, bound(), drop);
    }

    /** What the lower bound of the design is worth: one feature, its law and that of the residual independent. */
    Witness belowWithout(String assumption, String how, UnaryOperator<SmallProcess> drop) {
        return witness(assumption, how, false, lowerBound(), drop);
    }

    private Witness witness(
            String assumption, String how, boolean upper, double bound, UnaryOperator<SmallProcess> drop) {
        SmallProcess process = process();
        QuantizedOptimum optimum = process.optimum();
        return new Witness(
                assumption,
                text() + "; " + how,
                upper,
                bound,
                process.risk(optimum),
                drop.apply(process).risk(optimum));
    }

    /** The lower bound of {@link #moments}. */
    double lowerBound() {
        TargetOperators operators = configuration.operators();
        TargetLaws laws = new TargetLaws(
                law(operators.label()),
                law(operators.parameter()),
                law(operators.activation()),
                law(operators.gradient()));
        LowerBound bound = new SmallDesign(
                        moments(), laws, configuration.stepSize(), configuration.steps(), configuration.batch())
                .terms()
                .lower();
        if (bound == null) {
            throw new IllegalStateException("no lower bound for " + text());
        }
        return bound.value();
    }

    private static VarianceLaw law(Operator operator) {
        return operator.varianceBounds()
                .orElseThrow(() -> new IllegalStateException(operator.expression() + " has no law"))
                .lower();
    }

    /** Moments of one unquantized feature, and of the residual y − w*x. */
    ProductMoments<BigFraction> moments() {
        BigFraction second = mean(k -> x(k).pow(2));
        BigFraction fourth = mean(k -> x(k).pow(4));
        BigFraction optimum = mean(k -> x(k).multiply(y(k))).divide(second);
        BigFraction noise = mean(k -> y(k).subtract(optimum.multiply(x(k))).pow(2));
        return new ProductMoments<>(
                List.of(new CoordinateMoments<>(second, optimum, second, second, fourth, fourth, fourth)),
                PairFactors.independent(RationalField.INSTANCE),
                noise);
    }

    private BigFraction x(int k) {
        return BigFraction.from(rows.features()[k]);
    }

    private BigFraction y(int k) {
        return BigFraction.from(rows.labels()[k]);
    }

    private BigFraction mean(IntFunction<BigFraction> value) {
        return IntStream.range(0, rows.size())
                .mapToObj(value)
                .reduce(BigFraction.ZERO, BigFraction::add)
                .divide(rows.size());
    }

    /** Rows and parameters. */
    String text() {
        int d = rows.dimension();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int k = 0; k < rows.size(); k++) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < d; i++) {
                cells.add(fraction(rows.features()[k * d + i]));
            }
            cells.add(fraction(rows.labels()[k]));
            counts.merge("(" + String.join(", ", cells) + ")", 1, Integer::sum);
        }
        String points = counts.entrySet().stream()
                .map(entry -> (entry.getValue() == 1 ? "" : entry.getValue() + " × ") + entry.getKey())
                .collect(Collectors.joining(", "));
        return (d == 1 ? "(x, y) = " : "(x₁, x₂, y) = ") + points + ", N = " + configuration.steps() + ", γ = "
                + fraction(configuration.stepSize()) + ", B = " + configuration.batch();
    }

    private static String fraction(double x) {
        return Digits.fraction(BigFraction.from(x)).replace('-', '−');
    }
}
