package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.Interval;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/**
 * The upper bound on random data sets: d ≤ 8 correlated features, n ≤ d + 43 rows, every other set with heavy tails, N ≤ 300, B ≤ 32, and γ
 * between 1/100 and 95/100 of the bound's condition. What counts is the proven end of the risk, on clean and on quantized test data.
 */
final class BoundDataSets {
    /** Errors of a data set's five tensors. */
    private enum Errors {
        IDEAL("ideal errors", List.of(), List.of(), List.of()) {
            @Override
            String operator(Target target, Draws draws) {
                String epsilon = String.valueOf(draws.between(1e-4, 0.3));
                return switch (draws.integer(4)) {
                    case 0 -> "identity";
                    case 1 -> "additive(" + epsilon + ",gaussian)";
                    case 2 -> "multiplicative(" + epsilon + ",gaussian)";
                    default -> "multiplicative(" + epsilon + ",uniform,shared)";
                };
            }
        },
        TRUE(
                "true formats",
                List.of(
                        "bfloat16:sr",
                        "e4m3:sr",
                        "e5m2:sr",
                        "e4m3:ties-to-even",
                        "int8(step=1/16):sr",
                        "int4(step=1/2):sr",
                        "int8(step=1/8):tpdf"),
                List.of("identity", "e4m3:sr", "int8(step=1/8):sr", "e5m2:ties-to-even"),
                List.of(
                        "identity",
                        "bfloat16:sr",
                        "int24(step=1/256):sr",
                        "int24(step=1/256):tpdf",
                        "float(p=4,emin=-9,emax=60):sr"));

        private final String label;
        private final List<String> data;
        private final List<String> labels;
        private final List<String> others;

        Errors(String label, List<String> data, List<String> labels, List<String> others) {
            this.label = label;
            this.data = data;
            this.labels = labels;
            this.others = others;
        }

        String operator(Target target, Draws draws) {
            List<String> list = target == Target.DATA ? data : target == Target.LABEL ? labels : others;
            return list.get(draws.integer(list.size()));
        }
    }

    /**
     * One data set.
     *
     * @param tightness bound over the lower end of the clean risk; NaN where the bound is refused
     * @param failure what contradicts the theorem; null if nothing does
     */
    private record Sample(double tightness, @Nullable String failure) {
        static final Sample REFUSED = new Sample(Double.NaN, null);
    }

    private BoundDataSets() {}

    /** The table: quantiles of bound over risk for each kind of errors. */
    static Table table(AuditContext context, int each, Tally tally) {
        List<List<String>> rows = new ArrayList<>();
        for (Errors errors : Errors.values()) {
            int first = 100_000 + errors.ordinal() * 10_000;
            List<Sample> samples = Parallel.map(each, i -> sample(errors, new Draws(context.seed(), first + i)));
            for (Sample sample : samples) {
                tally.require(sample.failure() == null, () -> String.valueOf(sample.failure()));
            }
            double[] ratios = samples.stream()
                    .mapToDouble(Sample::tightness)
                    .filter(x -> !Double.isNaN(x))
                    .toArray();
            List<String> row = new ArrayList<>(
                    List.of(errors.label, String.valueOf(ratios.length), String.valueOf(each - ratios.length)));
            for (double quantile : BoundSample.quantiles(ratios, RP12Check.LEVELS)) {
                row.add(Digits.scientific(quantile, 4));
            }
            rows.add(row);
        }
        return new Table(
                "The same on random data sets (d ≤ 8, n ≤ d + 43, every other one with heavy tails, N ≤ 300, B ≤ 32): bound of the clean risk over the"
                        + " lower end of what is proven of it, rounding included; the upper end is held on clean and on quantized test data. Refused:"
                        + " features that are dependent once quantized, or a probability of saturation that is not proven to be below 1",
                List.of("errors", "settings", "refused", "least", "5 %", "25 %", "median", "75 %", "95 %", "greatest"),
                rows);
    }

    private static Sample sample(Errors errors, Draws draws) {
        FinitePopulation rows = population(draws);
        TargetOperators operators = TargetOperators.NONE;
        for (Target target : Target.values()) {
            operators = operators.with(
                    target,
                    OperatorExpression.parse(errors.operator(target, draws)).resolve());
        }
        int batch = 1 << draws.integer(6);
        int steps = 2 + draws.integer(299);
        double share = draws.between(0.01, 0.95);
        SgdConfiguration tiny = new SgdConfiguration(steps, batch, 1e-9, operators, new Averaging.All());
        if (!(RiskBound.of(rows, tiny) instanceof RiskBound.Terms condition)) {
            return Sample.REFUSED;
        }
        double stepSize = condition.stepSizeThreshold() * share;
        SgdConfiguration configuration = new SgdConfiguration(steps, batch, stepSize, operators, new Averaging.All());
        RiskResult clean = ExpectedRisk.of(rows, configuration, RiskConvention.CLEAN);
        if (!(RiskBound.of(rows, configuration, clean) instanceof RiskBound.Terms bound)) {
            return Sample.REFUSED;
        }
        Interval risk = BoundPopulations.proven(clean);
        Interval quantized = BoundPopulations.proven(ExpectedRisk.of(rows, configuration, RiskConvention.QUANTIZED));
        boolean holds = bound.cleanValue() >= risk.upper() && bound.quantizedValue() >= quantized.upper();
        return new Sample(
                bound.cleanValue() / risk.lower(),
                holds
                        ? null
                        : String.format(
                                Locale.ROOT,
                                "n = %d, d = %d, %s, B = %d, N = %d, γ = %s: %s, risk %s, on quantized data %s",
                                rows.size(),
                                rows.dimension(),
                                operators,
                                batch,
                                steps,
                                stepSize,
                                bound,
                                risk,
                                quantized));
    }

    private static FinitePopulation population(Draws draws) {
        int d = 1 + draws.integer(8);
        int n = d + 4 + draws.integer(40);
        boolean heavy = draws.integer(2) == 1;
        double together = draws.uniform();
        double noise = draws.between(0.1, 2);
        double[] scale = new double[d];
        double[] optimum = new double[d];
        Arrays.setAll(scale, i -> draws.between(0.25, 2));
        Arrays.setAll(optimum, i -> draws.normal());
        double[] x = new double[n * d];
        double[] y = new double[n];
        for (int k = 0; k < n; k++) {
            double common = draws.normal() * together;
            double size = heavy ? StrictMath.exp(0.5 * draws.normal()) : 1;
            for (int i = 0; i < d; i++) {
                x[k * d + i] = size * scale[i] * (common + draws.normal());
                y[k] += x[k * d + i] * optimum[i];
            }
            y[k] += noise * draws.normal();
        }
        return FinitePopulation.of(IntStream.range(0, d).mapToObj(i -> "x" + i).toList(), x, y, "random");
    }
}
