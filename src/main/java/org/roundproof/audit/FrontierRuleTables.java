package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.RiskConvention;

/** The closed form of {@link FrontierRule} against the exact frontier of data quantization, to first order. */
final class FrontierRuleTables {
    /** Bits by which the rule may miss on power spectra; the note states the range. */
    private static final double ALLOWED = 0.1;

    private FrontierRuleTables() {}

    /** Power spectra: largest distance over a grid of d, N, γ, B. */
    static Table power(AuditContext context, Tally tally) {
        int[] dimensions = {10, 50, 200, 800};
        int[] steps = {100, 1000, 10_000};
        int largest = context.size(2, 3, 4);
        int longest = context.size(2, 2, 3);
        double[] stepSizes =
                context.profile() == AuditContext.Profile.FULL ? new double[] {0.1, 0.03} : new double[] {0.1};
        double[] exponents = {1, 1.5, 2, 3};
        List<List<String>> rows = Parallel.map(exponents.length * 2, i -> {
            double a = exponents[i / 2];
            RiskConvention convention = RiskConvention.values()[i % 2];
            double worst = 0;
            double printed = 0;
            String where = "";
            int count = 0;
            for (int k = 0; k < largest; k++) {
                for (int n = 0; n < longest; n++) {
                    for (double gamma : stepSizes) {
                        for (int batch : new int[] {1, 16}) {
                            Setting setting =
                                    new Setting(a, dimensions[k], steps[n], batch, gamma, TargetOperators.NONE);
                            double exact = exact(setting, convention);
                            double distance = Math.abs(
                                    FrontierRule.shift(setting, convention).orElse(Double.NaN) - exact);
                            printed = Math.max(printed, exact - FrontierTables.rule(a, dimensions[k]));
                            count++;
                            if (!(distance <= worst)) {
                                worst = distance;
                                where = "d = " + dimensions[k] + ", N = " + steps[n] + ", γ = " + gamma + ", B = "
                                        + batch;
                            }
                        }
                    }
                }
            }
            return List.of(
                    Digits.plain(a),
                    FrontierTables.convention(convention),
                    String.valueOf(count),
                    Digits.fixed(worst, 3),
                    where,
                    Digits.fixed(printed, 2));
        });
        for (List<String> row : rows) {
            tally.require(Double.parseDouble(row.get(3)) <= ALLOWED, () -> "the rule misses the frontier: " + row);
        }
        return new Table(
                "Data quantization, first order: largest distance in bits of the closed form and of the printed rule from the exact "
                        + "frontier. $\\lambda_i = i^{-a}$, $w^* = 1$, $\\sigma^2 = 1$; $d$ from 10 to "
                        + dimensions[largest - 1]
                        + ", $N$ from 100 to " + steps[longest - 1] + ", $\\gamma$ = " + Digits.plain(stepSizes[0])
                        + (stepSizes.length > 1 ? ", 0.03" : "") + ", $B = 1, 16$",
                List.of("a", "test data", "settings", "closed form misses by", "at", "printed rule misses by"),
                rows);
    }

    /** Other spectra, with γ tr H = 0.15. */
    static Table spectra() {
        List<List<String>> rows = Parallel.map(Spectra.ALL.size() * 2, i -> {
            Spectrum spectrum = Spectra.ALL.get(i / 2);
            RiskConvention convention = RiskConvention.values()[i % 2];
            Setting setting = Spectra.setting(spectrum, 1000);
            double[] lambda = setting.problem().eigenvalues();
            List<String> row = new ArrayList<>(List.of(
                    Spectra.name(spectrum), String.valueOf(lambda.length), FrontierTables.convention(convention)));
            row.add(Digits.fixed(exact(setting, convention), 3));
            row.add(FrontierTables.shift(FrontierRule.shift(setting, convention)));
            row.add(Digits.fixed(FrontierLimit.shift(lambda, setting.problem().optimum(), convention), 3));
            row.add(Digits.fixed(Frontier.log2(lambda[lambda.length - 1]) / 2, 3));
            return row;
        });
        return new Table(
                "Data quantization, first order, $N = 1000$, $\\gamma\\,\\mathrm{tr}H = 0.15$, $w^* = 1$, $\\sigma^2 = 1$, $B = 1$; "
                        + "the last column is parity in the direction of $\\lambda_d$, $\\frac12\\log_2\\lambda_d$, the printed rule for "
                        + "$\\lambda_i = i^{-a}$",
                List.of("spectrum", "d", "test data", "exact", "closed form", "N → ∞, then b → ∞", "direction d"),
                rows);
    }

    private static double exact(Setting setting, RiskConvention convention) {
        return Frontier.of(setting, TargetSet.of(Target.DATA), Noise.MULTIPLICATIVE, convention)
                .firstOrder()
                .orElse(Double.NaN);
    }
}
