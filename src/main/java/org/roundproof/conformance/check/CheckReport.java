package org.roundproof.conformance.check;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What came of a check.
 *
 * @param groups one for each quantizer, in the order of the tests
 * @param outdated listed known failures that pass
 * @param unused listed known failures that no test has
 */
public record CheckReport(List<GroupReport> groups, List<String> outdated, List<String> unused) {
    public CheckReport {
        groups = List.copyOf(groups);
        outdated = List.copyOf(outdated);
        unused = List.copyOf(unused);
    }

    /**
     * Whether every test was answered or declined, every answer is right or a known failure, every known failure fails,
     * and something was answered.
     */
    public boolean passed() {
        return sum(GroupReport::wrong) == sum(GroupReport::known)
                && outdated.isEmpty()
                && unanswered() == 0
                && sum(GroupReport::answers) > 0;
    }

    /** Tests without an answer that were not declined. */
    public long unanswered() {
        return sum(group -> group.unanswered().count());
    }

    /** The sum of a count over all groups. */
    public long sum(ToLongFunction<GroupReport> count) {
        return groups.stream().mapToLong(count).sum();
    }
}
