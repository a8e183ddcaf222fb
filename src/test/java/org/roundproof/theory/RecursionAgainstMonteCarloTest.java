package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.roundproof.Effort;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.ReplicateSummary;
import org.roundproof.sgd.Replicates;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.fast.FastEngine;

/**
 * The expected risk against the process itself, on settings over all spectra, batch sizes, targets, ideal models and true grids.
 * Each setting: {@value #REPLICATES} replicates (a quarter at B = 32; more with the effort knob), agreement within 4 standard
 * errors; for an enclosure the distance to it counts. Seeds are fixed, so the outcome is reproducible; under a fresh seed a
 * correct implementation would fail one of the 53 settings with probability below 53·6.4e-5 = 0.4 % (normal approximation).
 *
 * <p>Power: each of seven single faults of {@link ProductStep} (1+β_a left out of U's coupling; Gaussian c13 in place of the
 * given one; shared laws taken as elementwise; elementwise ones as shared; α_o left out; c22's excess left out; 1/B left out)
 * makes between 1 and 35 settings fail.
 *
 * <p>The step size is at most 0.35 of the stability threshold. Past the threshold the risk is so heavy-tailed that a sample mean
 * says nothing of the mean: at γ = 0.4 two of these settings lay past it and their samples, 395 ± 187 and 11.8 ± 3.5, missed
 * their means 2904 and 78.6 from below.
 */
class RecursionAgainstMonteCarloTest {
    private static final int REPLICATES = 1200;
    private static final int DIMENSION = 6;
    private static final int STEPS = 12;
    private static final long SEED = 20251018;
    private static final List<Averaging> AVERAGING =
            List.of(new Averaging.All(), new Averaging.Tail(4), new Averaging.Last());

    record Setting(GaussianProblem problem, SgdConfiguration configuration) {}

    static Stream<Arguments> settings() {
        List<Arguments> settings = new ArrayList<>();
        String[] models = {
            "additive(0.3,gaussian)",
            "additive(0.3,uniform)",
            "multiplicative(0.4)",
            "multiplicative(0.4,gaussian,shared)",
            "int16(step=1,symmetric=true):tpdf",
            "e5m2:sr"
        };
        int count = 0;
        for (String model : models) {
            for (Target target : Target.values()) {
                TargetOperators operators = TargetOperators.NONE.with(target, operator(model));
                settings.add(setting(target.label() + " " + model, operators, count++));
            }
            settings.add(setting("all " + model, TargetOperators.all(operator(model)), count++));
        }
        String[] grids = {
            "e2m1:sr",
            "e2m1:ties-to-even",
            "e2m1:to-odd",
            "e2m1:sr(2,floor)",
            "int4(step=1/2,symmetric=true):sr",
            "int3(step=1/2,symmetric=true):tpdf",
            "int8(step=1/4,symmetric=true):toward-zero",
            "int12(step=1,symmetric=true):subtractive"
        };
        for (String grid : grids) {
            TargetOperators data = TargetOperators.NONE.with(Target.DATA, operator(grid));
            settings.add(setting("data " + grid, data, count++));
            TargetOperators mixed = TargetOperators.all(operator("multiplicative(0.3,rademacher,shared)"))
                    .with(Target.DATA, operator(grid))
                    .with(Target.PARAMETER, operator("additive(0.2,uniform)"));
            settings.add(setting("data " + grid + ", rest mixed", mixed, count++));
        }
        settings.add(setting("no quantization", TargetOperators.all(new Identity()), count++));
        return settings.stream();
    }

    private static Arguments setting(String name, TargetOperators operators, int number) {
        GaussianProblem problem = problem(number % 5);
        int batch = List.of(1, 4, 32).get(number % 3);
        Averaging averaging = AVERAGING.get(number % 7 % 3);
        SgdConfiguration wide = new SgdConfiguration(STEPS, batch, 0.4, operators, averaging);
        double stable = 0.35 * StepSizeThreshold.of(problem, wide).orElseThrow();
        SgdConfiguration configuration =
                new SgdConfiguration(STEPS, batch, Math.min(0.4, stable), operators, averaging);
        String full = name + ", B=" + batch + ", " + problem.description();
        return Arguments.of(Named.of(full, new Setting(problem, configuration)), number);
    }

    private static GaussianProblem problem(int spectrum) {
        String[] names = {"power(1)", "exponential(0.3)", "logpower(1,2)", "spiked(2,1.5)"};
        double[] lambda = spectrum < names.length
                ? Spectrum.parse(names[spectrum]).eigenvalues(DIMENSION)
                : new double[] {1, 0.7, 0.7, 0.2, 0.05, 0.01};
        double[] optimum = {1, -1, 0.5, 2, -2, 3};
        return GaussianProblem.of(lambda, optimum, 0.5);
    }

    private static Operator operator(String expression) {
        return OperatorExpression.parse(expression).resolve();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void agreesWithinFourStandardErrors(Setting setting, int number) {
        int batch = setting.configuration().batch();
        int replicates = Effort.scaled(batch == 32 ? REPLICATES / 4 : REPLICATES);
        ReplicateSummary sample = new Replicates(
                        new FastEngine(), setting.problem(), setting.configuration(), SEED + number)
                .run(replicates, 1, done -> {});
        RiskResult result = ExpectedRisk.of(setting.problem(), setting.configuration(), RiskConvention.CLEAN);
        double distance;
        if (result instanceof RiskResult.Exact exact) {
            distance = Math.abs(sample.mean() - exact.value());
        } else if (result instanceof RiskResult.Enclosure enclosure) {
            assertTrue(enclosure.saturationProbability() < 0.01, enclosure::toString);
            distance = Math.max(0, Math.max(enclosure.lower() - sample.mean(), sample.mean() - enclosure.upper()));
        } else {
            fail(result.toString());
            return;
        }
        assertTrue(
                distance <= 4 * sample.standardError(),
                () -> sample.mean() + " ± " + sample.standardError() + " against " + result);
    }

    @Test
    void thereAreFortySettings() {
        assertTrue(settings().count() >= 40);
    }
}
