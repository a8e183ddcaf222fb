package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.sgd.TargetOperators;

/**
 * The process against the recursion in the paper's experiments: full precision, additive and multiplicative noise of level ε
 * on all five targets, run on the same random words.
 */
final class Trial {
    private final Tally tally = new Tally();
    private final List<List<String>> rows = new ArrayList<>();
    private final int first;
    private int next;
    private double worst;

    /**
     * A series of settings, each with replicates of its own.
     *
     * @param first number of its first replicate, so that two claims need not share random words
     */
    Trial(int first) {
        this.first = first;
        this.next = first;
    }

    /**
     * What was measured at one setting.
     *
     * @param clean full precision
     * @param additive additive noise
     * @param multiplicative multiplicative noise, elementwise
     */
    record Point(MonteCarlo.Estimate clean, MonteCarlo.Estimate additive, MonteCarlo.Estimate multiplicative) {}

    /** Noise of one kind on all five targets. */
    static TargetOperators all(Noise noise, double epsilon) {
        return TargetOperators.all(noise.of(epsilon));
    }

    /** Runs one setting and enters five comparisons: three risks, and the two gaps that noise makes. */
    Point run(AuditContext context, Setting base, double epsilon, int replicates) {
        Setting additive = base.with(all(Noise.ADDITIVE, epsilon));
        Setting multiplicative = base.with(all(Noise.MULTIPLICATIVE, epsilon));
        MonteCarlo sample = MonteCarlo.run(
                base.problem(),
                List.of(base.configuration(), additive.configuration(), multiplicative.configuration()),
                context.seed(),
                next,
                replicates);
        next += replicates;
        double exact = base.risk();
        String where = "d = " + base.dimension() + ", N = " + base.steps() + ", ε = " + Digits.plain(epsilon);
        compare(where, "full precision", sample.risk(0), exact);
        compare(where, "additive", sample.risk(1), additive.risk());
        compare(where, "multiplicative", sample.risk(2), multiplicative.risk());
        compare(where, "additive − full precision", sample.difference(1, 0), additive.risk() - exact);
        compare(where, "multiplicative − full precision", sample.difference(2, 0), multiplicative.risk() - exact);
        return new Point(sample.risk(0), sample.risk(1), sample.risk(2));
    }

    private void compare(String where, String what, MonteCarlo.Estimate estimate, double expected) {
        double score = estimate.score(expected);
        worst = Math.max(worst, Math.abs(score));
        tally.agree(
                !estimate.contradicts(expected),
                () -> what + " at " + where + ": Monte Carlo " + estimate.text() + ", recursion " + expected);
        rows.add(List.of(
                where,
                what,
                Digits.scientific(expected, 5),
                estimate.text(),
                String.valueOf(estimate.replicates()),
                Digits.fixed(score, 2),
                Digits.scientific(estimate.detectable(), 2)));
    }

    /** Every comparison. */
    Table table() {
        return new Table(
                "Monte Carlo of the process (mean ± standard error) against the recursion; differences are taken replicate by "
                        + "replicate on the same random words. Largest distance "
                        + Digits.fixed(worst, 2) + " standard errors; rejected where Student's $t$ leaves less than "
                        + MonteCarlo.SIGNIFICANCE
                        + " (an approximation: means of so many replicates are nearly normal). "
                        + "A recursion wrong by the last column is found with probability " + MonteCarlo.POWER + ".",
                List.of("setting", "risk or difference", "recursion", "Monte Carlo", "replicates", "z", "detects"),
                rows);
    }

    /** {@code SUPPORTED}, unless a comparison here or a statement about the recursion's numbers fails. */
    Verdict supported(Tally statements, String because) {
        Tally all = new Tally();
        all.add(statements);
        all.add(tally);
        if (all.failed() > 0) {
            return all.proved(because);
        }
        return new Verdict.Supported(
                because + "; Monte Carlo of the process agrees with the recursion in " + tally.checked()
                        + " comparisons, largest distance " + Digits.fixed(worst, 2)
                        + " standard errors (false-alarm probability by Student's t, for nearly normal means)",
                next - first,
                tally.checked() * MonteCarlo.SIGNIFICANCE);
    }
}
