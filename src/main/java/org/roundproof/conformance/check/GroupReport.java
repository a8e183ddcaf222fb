package org.roundproof.conformance.check;

import java.util.List;
import java.util.Map;
import org.roundproof.conformance.diagnosis.Diagnosis;
import org.roundproof.conformance.diagnosis.Region;

/**
 * What came of one quantizer's tests.
 *
 * @param name the quantizer
 * @param right answers that are right
 * @param wrong answers that are not, the known ones included
 * @param known wrong answers that are listed as known failures
 * @param skipped tests without an answer
 * @param classes wrong answers by the region of their input, with the first few of each
 * @param diagnosis of the answers in the order of the tests
 */
public record GroupReport(
        String name,
        long right,
        long wrong,
        long known,
        long skipped,
        Map<Region, Failures> classes,
        Diagnosis diagnosis) {

    /**
     * The wrong answers of one region.
     *
     * @param count how many
     * @param first the first few
     */
    public record Failures(long count, List<Mismatch> first) {
        public Failures {
            first = List.copyOf(first);
        }
    }

    /** Tests that were answered. */
    public long answers() {
        return right + wrong;
    }
}
