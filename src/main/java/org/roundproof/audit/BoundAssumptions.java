package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.theory.LowerBound;

/**
 * Each assumption of the bounds: a small setting in which the bound fails without it and, every other thing equal, holds with it;
 * or what is known where there is none.
 */
final class BoundAssumptions {
    private final Tally tally;
    private final List<Witness> upper = new ArrayList<>();
    private final List<Witness> lower;

    /** Evaluates the witnesses; one that does not do its work is entered as a failure. */
    BoundAssumptions(Tally tally) {
        this.tally = tally;
        formulaAgrees();
        upper.addAll(ProcessWitnesses.all());
        upper.addAll(DesignWitnesses.all());
        upper.addAll(QuantizerWitnesses.all());
        lower = LowerWitnesses.all();
        upper.forEach(this::require);
        lower.forEach(this::require);
    }

    private void require(Witness witness) {
        tally.require(witness.holds(), () -> "no witness: " + witness);
    }

    /** Where the conditions hold, the formula of one dimension and the bound are computed in two ways and must agree. */
    private void formulaAgrees() {
        for (int steps : new int[] {4, 256}) {
            double here = new BoundFormula(
                            BigFraction.ONE,
                            BigFraction.ONE.negate(),
                            BigFraction.of(1, 8),
                            steps,
                            BigFraction.ONE,
                            BigFraction.of(1, 2))
                    .value()
                    .doubleValue();
            double bound = SmallDesign.gaussian(1, 1, 0.125, steps, 2).bound();
            tally.agree(Math.abs(bound - here) <= 1e-12 * here, () -> "formula " + here + ", bound " + bound);
        }
    }

    Table upper() {
        return table(
                "The upper bound without each of its assumptions: its value as if the assumption held, and the exact risk over"
                        + " the quantized optimum with it and without it, by enumeration of every path or by the recursion in"
                        + " rational arithmetic (decimals: fractions too long to print, or the near end of an enclosure)",
                upper);
    }

    Table lower() {
        return table(
                "The lower bound of product designs, in the same way: $x$ and the residual are read as independent",
                lower);
    }

    private static Table table(String caption, List<Witness> witnesses) {
        return new Table(
                caption, Witness.COLUMNS, witnesses.stream().map(Witness::cells).toList());
    }

    /** What has no witness: proved not to be needed, or unknown, with what was tried. */
    Table open(AuditContext context) {
        boolean full = context.size(0, 0, 1) == 1;
        Replacement two = new Replacement(tally, 2, full ? 6 : 3, full);
        List<String> replacement = new ArrayList<>(List.of(two.text()));
        if (full) {
            replacement.add(new Replacement(tally, 3, 4, true).text());
        }
        return new Table(
                "Assumptions without a witness",
                List.of("assumption", "bound", "is it needed?", "why, or what was tried"),
                List.of(
                        List.of(
                                "rows drawn with replacement",
                                "upper",
                                "unknown",
                                "one feature, each pass in a new random order: " + String.join("; ", replacement)),
                        List.of(
                                "$\\gamma\\hat\\alpha\\,\\mathrm{tr}H_q < 1$",
                                "upper",
                                "unknown",
                                "this formula ends there; whether another bound holds up to the stability threshold"
                                        + " $\\gamma^*$ is not known; past $\\gamma^*$ none does (RP-20)"),
                        List.of(
                                "the fourth moment of the features",
                                "lower",
                                "unknown",
                                "its term is small beside what the bias term gives away: " + leastKurtosis()),
                        List.of(
                                "quantization on the design's own axes; $\\mathbb{E}\\xi = 0$; independent data errors of the rows of a batch",
                                "lower",
                                "unknown",
                                "each is used; no witness is known"),
                        List.of(
                                "unbiased data",
                                "both",
                                "no",
                                "$H_q$ and $c = \\mathbb{E}\\tilde xy$ are those of the quantized features, biased or not"),
                        List.of(
                                "$w_0 = 0$",
                                "both",
                                "no",
                                "over the quantized optimum: $\\delta = w_0 - w_q^*$ for any start that does not depend on the rows; the clean"
                                        + " lower bound uses it"),
                        List.of(
                                "$H_q$ nonsingular",
                                "both",
                                "no",
                                "over the quantized optimum: where $H_q$ vanishes nothing moves and nothing is counted; the"
                                        + " clean target needs $H \\preceq rH_q$"),
                        List.of(
                                "independent errors of the coordinates of $w$",
                                "product designs",
                                "no",
                                "$\\mathbb{E}[\\tilde x_i^2\\tilde x_j\\tilde x_k] = 0$ for $j \\ne k$: only variances enter"),
                        List.of(
                                "the weights themselves are exact",
                                "lower",
                                "no",
                                "unbiased errors of their own, independent of the rest, can only raise a convex quadratic risk")));
    }

    /** The lower bound of Gaussian features over the risk ½((1 − (1−γ)^N)/(γN))² of x = ±1, without noise: the greatest found. */
    private String leastKurtosis() {
        double greatest = 0;
        String where = "";
        for (int n = 1; n <= 64; n *= 2) {
            for (int j = 1; j <= 32; j++) {
                BigFraction step = BigFraction.of(j, 64);
                LowerBound bound = SmallDesign.gaussian(1, 0, step.doubleValue(), n, 4)
                        .terms()
                        .lower();
                BigFraction left = BigFraction.ONE
                        .subtract(BigFraction.ONE.subtract(step).pow(n))
                        .divide(step.multiply(n));
                double ratio = bound == null
                        ? Double.NaN
                        : bound.value() / left.pow(2).divide(2).doubleValue();
                if (ratio > greatest) {
                    greatest = ratio;
                    where = "N = " + n + ", γ = " + Digits.fraction(step);
                }
            }
        }
        double found = greatest;
        tally.require(found < 1, () -> "the lower bound fails for x = ±1: " + found);
        return "the bound of Gaussian features over the risk of $x = \\pm1$, $B = 4$, 224 settings: at most "
                + Digits.fixed(greatest, 4) + " (" + where + ")";
    }
}
