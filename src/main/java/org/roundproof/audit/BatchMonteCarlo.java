package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.quantizer.Operator;
import org.roundproof.sgd.Target;

/**
 * Independent evidence for what the recursion says about a target's noise: the process is run with and without it on the
 * same random words, and the mean difference is compared with the recursion's.
 */
final class BatchMonteCarlo {
    private static final Setting BASE = Setting.paper(20, 100);

    private BatchMonteCarlo() {}

    /**
     * One comparison.
     *
     * @param target where the noise is
     * @param operator the noise
     * @param batch B
     */
    record Case(Target target, Operator operator, int batch) {}

    /** The table of all comparisons; each enters the tally. */
    static Table compare(AuditContext context, Tally tally, List<Case> cases) {
        int replicates = context.size(24, 400, 4000);
        List<List<String>> rows = new ArrayList<>();
        for (Case one : cases) {
            Setting clean = BASE.withBatch(one.batch());
            Setting noisy = clean.with(clean.operators().with(one.target(), one.operator()));
            double expected = noisy.risk() - clean.risk();
            MonteCarlo.Estimate estimate = MonteCarlo.run(
                            clean.problem(),
                            List.of(noisy.configuration(), clean.configuration()),
                            context.seed(),
                            0,
                            replicates)
                    .difference(0, 1);
            double score = estimate.score(expected);
            tally.agree(
                    !estimate.contradicts(expected),
                    () -> "Monte Carlo of " + one.target().label() + " "
                            + one.operator().expression() + " at B = "
                            + one.batch() + " differs from the recursion by " + Digits.fixed(score, 1)
                            + " standard errors");
            rows.add(List.of(
                    one.target().label(),
                    one.operator().expression(),
                    String.valueOf(one.batch()),
                    Digits.scientific(expected, 4),
                    estimate.text(),
                    Digits.fixed(score, 2),
                    Digits.scientific(estimate.detectable(), 2)));
        }
        return new Table(
                "The process itself against the recursion: mean difference of the excess risk with and without the noise, on "
                        + "the same random words, " + Digits.count(replicates)
                        + " replicates; $\\lambda_i = i^{-2}$, $w^* = 1$, $\\sigma^2 = 1$, $\\gamma = 0.1$, $d = 20$, "
                        + "$N = 100$. Rejected where Student's $t$ leaves less than "
                        + MonteCarlo.SIGNIFICANCE
                        + " (nearly normal means). A recursion wrong by the last column is found "
                        + "with probability " + MonteCarlo.POWER + ".",
                List.of("target", "noise", "B", "recursion", "Monte Carlo", "z", "detects"),
                rows);
    }
}
