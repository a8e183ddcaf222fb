package org.roundproof.conformance.check;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roundproof.conformance.diagnosis.Diagnosis;
import org.roundproof.conformance.diagnosis.Region;

/**
 * What came of the tests of one quantizer, one decode table or one kind of random numbers.
 *
 * @param name the quantizer, {@code FORMAT/decode} or {@code random/KIND}
 * @param right answers that are right
 * @param wrong answers that are not, the known ones included
 * @param known wrong answers that are listed as known failures
 * @param skipped tests that the implementation declined, or need not answer
 * @param unanswered tests that it was silent about
 * @param classes wrong roundings by the region of their input, with the first few of each
 * @param values the first few wrong values of codes, or random numbers
 * @param diagnosis of the roundings in the order of the tests; of no answers where all are right
 */
public record GroupReport(
        String name,
        long right,
        long wrong,
        long known,
        long skipped,
        Unanswered unanswered,
        Map<Region, Failures> classes,
        List<WrongValue> values,
        Diagnosis diagnosis) {
    public GroupReport {
        values = List.copyOf(values);
    }

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

    /**
     * A wrong value of a code, or a wrong random number, as text.
     *
     * @param id of the test
     */
    public record WrongValue(String id, String got, String exact) {}

    /**
     * Tests without a word about them: the implementation may have stopped.
     *
     * @param count how many
     * @param first id of the first; null where there is none
     */
    public record Unanswered(long count, @Nullable String first) {}

    /** Tests that were answered. */
    public long answers() {
        return right + wrong;
    }
}
