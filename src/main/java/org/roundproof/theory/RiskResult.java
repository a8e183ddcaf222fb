package org.roundproof.theory;

import java.util.List;

/** The answer to "what is the expected excess risk of this configuration on this problem?". */
public sealed interface RiskResult {
    /** Which law and which section of the theory gave the answer, one sentence each; warnings too. */
    List<String> remarks();

    /**
     * The recursion applies as it stands: the value is exact up to double rounding.
     *
     * @param value expected excess risk
     * @param radius proven bound of its rounding, |value − risk| ≤ radius; ∞ where none is known
     * @param remarks how it was obtained
     */
    record Exact(double value, double radius, List<String> remarks) implements RiskResult {
        public Exact {
            if (!(radius >= 0)) {
                throw new IllegalArgumentException("a radius of " + radius);
            }
        }

        /** One whose rounding is not bounded. */
        public Exact(double value, List<String> remarks) {
            this(value, Double.POSITIVE_INFINITY, remarks);
        }

        /** What is proven to hold the risk. */
        public Interval proven() {
            return Interval.around(value, radius);
        }
    }

    /**
     * Stochastic rounding outside the exact laws, or a value lost in cancellation: an enclosure, for quantizers of unbounded
     * range.
     *
     * @param lower lower end, at most {@code upper}
     * @param upper upper end
     * @param saturationProbability upper bound of the probability that anything saturates during the run; 0 where nothing
     *     can
     * @param rigorous whether the rounding of both ends is enclosed too; otherwise the ends were computed in double and widened by an
     *     estimate of their rounding that a remark states
     * @param remarks how it was obtained
     */
    record Enclosure(double lower, double upper, double saturationProbability, boolean rigorous, List<String> remarks)
            implements RiskResult {
        public Enclosure {
            if (!(lower <= upper)) {
                throw new IllegalArgumentException("[" + lower + ", " + upper + "] encloses nothing");
            }
        }

        /** A rigorous one. */
        public Enclosure(double lower, double upper, double saturationProbability, List<String> remarks) {
            this(lower, upper, saturationProbability, true, remarks);
        }
    }

    /**
     * No recursion covers this configuration; Monte Carlo alone can answer.
     *
     * @param reason one line: which assumption fails, where
     * @param remarks what was checked
     */
    record Refused(String reason, List<String> remarks) implements RiskResult {}
}
