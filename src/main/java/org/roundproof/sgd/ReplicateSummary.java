package org.roundproof.sgd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The risk over replicates.
 *
 * @param mean (1/R) Σ risk
 * @param standardError s/√R, s² the sample variance with the divisor R − 1; NaN for one replicate
 * @param risks risk of each replicate, by its number
 * @param last run of the last replicate
 * @param fallbacks fallbacks of all replicates
 */
public record ReplicateSummary(double mean, double standardError, double[] risks, SgdRun last, long fallbacks) {
    static ReplicateSummary of(double[] risks, SgdRun last, long fallbacks) {
        double sum = 0;
        for (double risk : risks) {
            sum += risk;
        }
        double mean = sum / risks.length;
        double squares = 0;
        for (double risk : risks) {
            squares += (risk - mean) * (risk - mean);
        }
        double error = Math.sqrt(squares / (risks.length - 1) / risks.length);
        return new ReplicateSummary(mean, error, risks, last, fallbacks);
    }

    /** R. */
    public int replicates() {
        return risks.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReplicateSummary that
                && Double.compare(mean, that.mean) == 0
                && Double.compare(standardError, that.standardError) == 0
                && fallbacks == that.fallbacks
                && Arrays.equals(risks, that.risks)
                && Arrays.equals(last.lastIterate(), that.last.lastIterate());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(risks);
    }
}
