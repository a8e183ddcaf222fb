package org.roundproof.theory;

import java.util.List;

/**
 * What a run of the moment recursion leaves behind.
 *
 * @param reported moments of the reported iterate (an average or the last one)
 * @param pathMean Σ_{t&lt;N} E w_t, for each coordinate
 * @param pathSecond Σ_{t&lt;N} E w_t², for each coordinate
 * @param <T> numbers
 */
public record RecursionPath<T>(MarginalMoments<T> reported, List<T> pathMean, List<T> pathSecond) {
    public RecursionPath {
        pathMean = List.copyOf(pathMean);
        pathSecond = List.copyOf(pathSecond);
    }
}
