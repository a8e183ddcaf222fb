package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roundproof.Effort;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.ReplicateSummary;
import org.roundproof.sgd.Replicates;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.fast.FastEngine;

/**
 * The expected risk on both shipped data sets against the mean over runs of the fast engine, which shares no code with the
 * recursion. Seeds are fixed, so a test either always passes or never; with fresh seeds a setting would fail by chance with
 * probability 6e-5 (four standard errors, normal).
 *
 * <p>Power: at B = 1 the recursion of another setting of this list stands more than 4 standard errors away ({@link
 * #theComparisonSeesTheOperators}).
 */
class PopulationAgainstMonteCarloTest {
    private static final long SEED = 20251018;
    private static final double ERRORS = 4;
    private static final int STEPS = 60;

    private record Setting(FinitePopulation rows, double stepSize, int batch, String name, TargetOperators operators) {
        SgdConfiguration configuration() {
            return new SgdConfiguration(STEPS, batch, stepSize, operators, new Averaging.All());
        }

        @Override
        public String toString() {
            return rows.description() + ", B = " + batch + ", " + name;
        }
    }

    private static TargetOperators operators(String data, String label, String parameter, String rest) {
        return new TargetOperators(
                Populations.operator(data),
                Populations.operator(label),
                Populations.operator(parameter),
                Populations.operator(rest),
                Populations.operator(rest));
    }

    static Stream<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (FinitePopulation rows : List.of(Populations.DIABETES, Populations.LONGLEY)) {
            double unit = rows == Populations.DIABETES ? 1 : 16;
            double gamma = rows == Populations.DIABETES ? 0.015 : 0.03;
            for (int batch : new int[] {1, 4, 32}) {
                String wide = "int20(step=" + unit + "):tpdf";
                settings.add(new Setting(
                        rows,
                        gamma,
                        batch,
                        "e4m3:sr on data",
                        operators("e4m3:sr", "identity", "identity", "identity")));
                settings.add(new Setting(
                        rows,
                        gamma,
                        batch,
                        "int8 tpdf on data, wide tpdf elsewhere",
                        operators("int8(step=0x1p-5):tpdf", wide, wide, wide)));
                settings.add(new Setting(
                        rows,
                        gamma,
                        batch,
                        "nearest on data and labels",
                        operators("e2m1:ties-to-even", "e5m2:ties-to-even", "identity", "identity")));
                settings.add(new Setting(
                        rows,
                        gamma,
                        batch,
                        "multiplicative, shared",
                        TargetOperators.all(Populations.operator("multiplicative(0.05,gaussian,shared)"))));
                settings.add(new Setting(
                        rows,
                        gamma,
                        batch,
                        "additive data, multiplicative elsewhere",
                        operators(
                                "additive(0.05,uniform)",
                                "multiplicative(0.05)",
                                "multiplicative(0.05)",
                                "multiplicative(0.05,gaussian)")));
                String twoBits = "float(p=3,emin=-14,emax=40):sr";
                settings.add(new Setting(
                        rows,
                        gamma,
                        batch,
                        twoBits + " everywhere",
                        TargetOperators.all(Populations.operator(twoBits))));
            }
        }
        return settings.stream();
    }

    private static ReplicateSummary monteCarlo(Setting setting) {
        int replicates = Effort.scaled(setting.batch() == 32 ? 200 : setting.batch() == 4 ? 600 : 2000);
        return new Replicates(new FastEngine(), setting.rows(), setting.configuration(), SEED)
                .run(replicates, 2, done -> {});
    }

    private static Interval expected(Setting setting) {
        RiskResult result = PopulationRisk.of(setting.rows(), setting.configuration(), RiskConvention.CLEAN);
        if (result instanceof RiskResult.Exact exact) {
            return Interval.of(exact.value());
        }
        RiskResult.Enclosure enclosure = (RiskResult.Enclosure) result;
        assertTrue(enclosure.saturationProbability() < 0.5, setting.toString());
        return new Interval(enclosure.lower(), enclosure.upper());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void agreesWithinFourStandardErrors(Setting setting) {
        ReplicateSummary sample = monteCarlo(setting);
        Interval expected = expected(setting);
        double slack = ERRORS * sample.standardError();
        String what = setting + ": " + expected + " against " + sample.mean() + " ± " + sample.standardError();
        assertTrue(expected.lower() - slack <= sample.mean() && sample.mean() <= expected.upper() + slack, what);
    }

    @Test
    void theComparisonSeesTheOperators() {
        List<Setting> diabetes = settings().limit(6).toList();
        ReplicateSummary shared = monteCarlo(diabetes.get(3));
        double distance = Math.abs(expected(diabetes.get(0)).midpoint() - shared.mean());
        assertTrue(distance > ERRORS * shared.standardError());
        assertEquals("multiplicative, shared", diabetes.get(3).name());
    }
}
