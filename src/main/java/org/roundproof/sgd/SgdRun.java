package org.roundproof.sgd;

import java.util.List;
import java.util.Optional;
import org.roundproof.format.ExactReal;

/**
 * What a run leaves behind.
 *
 * @param lastIterate w_N, rounded to double
 * @param reportedIterate the iterate or average that the configuration asks for, rounded to double
 * @param exactWeights w_N exactly; empty from engines that do not know it
 * @param fallbacks decisions that needed exact arithmetic (0 in engines without a filter)
 * @param unfiltered why an engine with a filter did the whole run in exact arithmetic, as a clause; empty where it did not, and from
 *     engines without a filter
 */
public record SgdRun(
        double[] lastIterate,
        double[] reportedIterate,
        List<ExactReal> exactWeights,
        long fallbacks,
        Optional<String> unfiltered) {
    /** A run as its engine does every one. */
    public SgdRun(double[] lastIterate, double[] reportedIterate, List<ExactReal> exactWeights, long fallbacks) {
        this(lastIterate, reportedIterate, exactWeights, fallbacks, Optional.empty());
    }
}
