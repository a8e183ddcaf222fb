package org.roundproof.conformance.diagnosis;

import java.util.List;
import org.roundproof.conformance.Query;
import org.roundproof.random.WordSource;

/** The stage of a rounding that fetches its random words. */
@FunctionalInterface
interface WordChoice {
    /**
     * The words that a test is rounded by.
     *
     * @param tests all tests in their order
     * @param index the test's position among them
     */
    WordSource of(List<Query> tests, int index);
}
