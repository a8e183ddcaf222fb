package org.roundproof.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.conformance.BlackBoxResult.Failure;
import org.roundproof.conformance.BlackBoxResult.Fault;

/**
 * What recorded draws say about an implementation.
 *
 * @param quantizer what it was held to
 * @param draws how many
 * @param points different inputs
 * @param tests statistical tests made
 * @param falseAlarm bound of the probability that a right implementation fails any of them
 * @param failures what was found; the point of a finding over all inputs together is NaN
 * @param fits where the rates are wrong: laws that the counts agree with, the likeliest first
 * @param sensitivity what could have been seen; null where no point is left to chance
 */
public record BlackBoxReport(
        String quantizer,
        int draws,
        int points,
        int tests,
        double falseAlarm,
        List<Failure> failures,
        List<RateFit> fits,
        @Nullable Sensitivity sensitivity) {
    public BlackBoxReport {
        failures = List.copyOf(failures);
        fits = List.copyOf(fits);
    }

    /** Whether nothing was found. */
    public boolean passed() {
        return failures.isEmpty();
    }

    /** Whether a fault of this class was found. */
    public boolean found(Fault fault) {
        return failures.stream().anyMatch(failure -> failure.fault() == fault);
    }
}
