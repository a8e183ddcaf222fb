package org.roundproof.conformance.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.diagnosis.Answered;
import org.roundproof.conformance.diagnosis.Diagnosis;
import org.roundproof.conformance.diagnosis.Region;

/** Gathers the answers of one quantizer. */
final class Group {
    /** Answers in a row that are kept for the diagnosis, from the last start before the first wrong one. */
    private static final int KEPT = 1 << 18;

    private final String name;
    private final int limit;
    private final KnownFailures listed;
    private final List<Answered> kept = new ArrayList<>();
    private final Map<Region, List<Mismatch>> first = new EnumMap<>(Region.class);
    private final Map<Region, Long> counts = new EnumMap<>(Region.class);
    private long right;
    private long wrong;
    private long known;
    private long skipped;

    /**
     * An empty group.
     *
     * @param limit how many wrong answers of a region are shown
     */
    Group(String name, int limit, KnownFailures listed) {
        this.name = name;
        this.limit = limit;
        this.listed = listed;
    }

    /** Judges one row. */
    void add(String id, Query query, AnswerRow row) {
        if (!row.answered()) {
            skipped++;
            return;
        }
        Answered answer = answered(query, row);
        double exact;
        try {
            exact = query.answer();
        } catch (InputException e) {
            throw row.wrong(e.getMessage());
        }
        keep(answer);
        if (answer.is(exact)) {
            right++;
            listed.passed(id);
            return;
        }
        wrong++;
        if (listed.failed(id)) {
            known++;
        }
        Region region = Region.of(answer, exact);
        counts.merge(region, 1L, Long::sum);
        List<Mismatch> shown = first.computeIfAbsent(region, r -> new ArrayList<>());
        if (shown.size() < limit) {
            shown.add(new Mismatch(id, answer, exact));
        }
    }

    private static Answered answered(Query query, AnswerRow row) {
        String y = row.y();
        String code = row.code();
        if (code == null || y != null) {
            return new Answered(query, row.number(String.valueOf(y)));
        }
        try {
            return Answered.ofCode(query, row.codeNumber(code));
        } catch (InputException e) {
            throw e.getMessage() != null && e.getMessage().startsWith(row.where()) ? e : row.wrong(e.getMessage());
        }
    }

    private void keep(Answered answer) {
        if (kept.size() == KEPT && wrong == 0) {
            kept.clear();
        }
        if (kept.size() < KEPT) {
            kept.add(answer);
        }
    }

    void skip() {
        skipped++;
    }

    GroupReport report() {
        Map<Region, GroupReport.Failures> classes = new EnumMap<>(Region.class);
        counts.forEach((region, count) ->
                classes.put(region, new GroupReport.Failures(count, first.getOrDefault(region, List.of()))));
        return new GroupReport(
                name, right, wrong, known, skipped, classes, Diagnosis.of(wrong == 0 ? List.of() : kept));
    }
}
