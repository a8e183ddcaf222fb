package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.quantizer.Operator;
import org.roundproof.sgd.Target;

/**
 * Independent evidence for what the recursion says about a target's noise: the process is run with and without it on the
 * same random words, and the mean difference is compared with the recursion's.
 */
final class BatchMonteCarlo {
    private static final Setting BASE = Setting.paper(20, 100);
    private static final String CAPTION =
            "$\\lambda_i = i^{-2}$, $w^* = 1$, $\\sigma^2 = 1$, $\\gamma = 0.1$, $d = 20$, $N = 100$";
    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32};

    private BatchMonteCarlo() {}

    /**
     * One comparison.
     *
     * @param target where the noise is
     * @param noise its kind
     * @param epsilon its level
     * @param batch B
     */
    record Case(Target target, Noise noise, double epsilon, int batch) {
        private Operator operator() {
            return noise.of(epsilon);
        }

        private Setting noisy(Setting clean) {
            return clean.with(clean.operators().with(target, operator()));
        }

        private double extra(Setting clean) {
            return noisy(clean).risk() - clean.risk();
        }

        /** For the legend; the same for every B. */
        private String curve() {
            return target.label() + ", " + noise.label();
        }
    }

    /**
     * The comparisons.
     *
     * @param table every one of them
     * @param plot the recursion against B, and the process where it was run
     */
    record Result(Table table, Plot plot) {}

    /**
     * Makes all comparisons; each enters the tally.
     *
     * @param id of the plot
     */
    static Result compare(AuditContext context, Tally tally, String id, List<Case> cases) {
        int replicates = context.size(24, 400, 4000);
        List<List<String>> rows = new ArrayList<>();
        List<MonteCarlo.Estimate> estimates = new ArrayList<>();
        for (Case one : cases) {
            Setting clean = BASE.withBatch(one.batch());
            Setting noisy = one.noisy(clean);
            double expected = one.extra(clean);
            MonteCarlo.Estimate estimate = MonteCarlo.run(
                            clean.problem(),
                            List.of(noisy.configuration(), clean.configuration()),
                            context.seed(),
                            0,
                            replicates)
                    .difference(0, 1);
            estimates.add(estimate);
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
        Table table = new Table(
                "The process itself against the recursion: mean difference of the excess risk with and without the noise, on "
                        + "the same random words, " + Digits.count(replicates)
                        + " replicates; " + CAPTION + ". Rejected where Student's $t$ leaves less than "
                        + MonteCarlo.SIGNIFICANCE
                        + " (nearly normal means). A recursion wrong by the last column is found "
                        + "with probability " + MonteCarlo.POWER + ".",
                List.of("target", "noise", "B", "recursion", "Monte Carlo", "z", "detects"),
                rows);
        // a smoke run's few replicates may have a mean below 0, which a log axis cannot show
        boolean shown = context.profile() != AuditContext.Profile.SMOKE;
        return new Result(table, plot(id, cases, shown ? estimates : List.of(), replicates));
    }

    private static Plot plot(String id, List<Case> cases, List<MonteCarlo.Estimate> estimates, int replicates) {
        List<Series> series = new ArrayList<>();
        Set<String> drawn = new HashSet<>();
        for (Case one : cases) {
            if (drawn.add(one.curve())) {
                double[] extra = Arrays.stream(BATCHES)
                        .map(batch -> one.extra(BASE.withBatch((int) batch)))
                        .toArray();
                Style style = drawn.size() == 1 ? Style.LINE : Style.DASHED;
                series.add(new Series(one.curve(), style, BATCHES, extra, new double[0]));
                List<Integer> measured = IntStream.range(0, estimates.size())
                        .filter(i -> cases.get(i).curve().equals(one.curve()))
                        .boxed()
                        .toList();
                double[] at =
                        measured.stream().mapToDouble(i -> cases.get(i).batch()).toArray();
                if (!measured.isEmpty()) {
                    series.add(MonteCarlo.points(
                            one.curve(),
                            at,
                            measured.stream().map(estimates::get).toList()));
                }
            }
        }
        return new Plot(
                id,
                "Extra excess risk of noise of level $\\varepsilon = "
                        + Digits.plain(cases.get(0).epsilon())
                        + "$ against $B$: curves from the exact recursion"
                        + (estimates.isEmpty()
                                ? ""
                                : ", points from the process itself, " + Digits.count(replicates) + " replicates with "
                                        + MonteCarlo.intervals())
                        + "; " + CAPTION,
                new Axis("batch size B", true),
                new Axis("extra excess risk", true),
                series);
    }
}
