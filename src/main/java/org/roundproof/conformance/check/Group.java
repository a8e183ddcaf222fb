package org.roundproof.conformance.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.diagnosis.Answered;
import org.roundproof.conformance.diagnosis.Diagnosis;
import org.roundproof.conformance.diagnosis.Region;
import org.roundproof.format.HexFloat;

/** Gathers the answers to the tests of one quantizer, one decode table or one kind of random numbers. */
final class Group {
    /** Answers in a row that are kept for the diagnosis, from the last start before the first wrong one. */
    private static final int KEPT = 1 << 18;

    private final String name;
    private final int limit;
    private final KnownFailures listed;
    private final List<Answered> kept = new ArrayList<>();
    private final Map<Region, List<Mismatch>> first = new EnumMap<>(Region.class);
    private final Map<Region, Long> counts = new EnumMap<>(Region.class);
    private final List<GroupReport.WrongValue> values = new ArrayList<>();
    private long right;
    private long wrong;
    private long known;
    private long skipped;
    private long unanswered;
    private @Nullable String firstUnanswered;

    /**
     * An empty group.
     *
     * @param limit how many wrong answers of a class are shown
     */
    Group(String name, int limit, KnownFailures listed) {
        this.name = name;
        this.limit = limit;
        this.listed = listed;
    }

    /** Judges the answer to a rounding; where a row has a value and a code, both. */
    void add(String id, Query query, double exact, AnswerRow row) {
        Answered answer = answered(query, row);
        if (row.y() != null && row.code() != null && query.quantizer().format().contains(exact) && answer.is(exact)) {
            answer = coded(query, row);
        }
        keep(answer);
        if (!judge(id, answer.is(exact))) {
            Region region = Region.of(answer, exact);
            counts.merge(region, 1L, Long::sum);
            List<Mismatch> shown = first.computeIfAbsent(region, r -> new ArrayList<>());
            if (shown.size() < limit) {
                shown.add(new Mismatch(id, answer, exact));
            }
        }
    }

    /** The answer of a row to a question, a value or a code. */
    static Answered answered(Query query, AnswerRow row) {
        String y = row.y();
        if (y != null) {
            return new Answered(query, row.number(y));
        }
        return coded(query, row);
    }

    private static Answered coded(Query query, AnswerRow row) {
        long code = row.codeNumber(String.valueOf(row.code()));
        try {
            return Answered.ofCode(query, code);
        } catch (InputException e) {
            throw row.wrong(e.getMessage());
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

    /** Judges the value of a code or of a draw. */
    void addValue(String id, double exact, AnswerRow row) {
        String y = row.y();
        double got = row.number(y == null ? String.valueOf(row.code()) : y);
        if (!judge(id, Double.doubleToLongBits(got) == Double.doubleToLongBits(exact))) {
            show(id, HexFloat.of(got), HexFloat.of(exact));
        }
    }

    /** Judges a random word. */
    void addWord(String id, long exact, AnswerRow row) {
        String y = row.y();
        long got = row.codeNumber(y == null ? String.valueOf(row.code()) : y);
        if (!judge(id, got == exact)) {
            show(id, String.format("0x%08x", got), String.format("0x%08x", exact));
        }
    }

    private void show(String id, String got, String exact) {
        if (values.size() < limit) {
            values.add(new GroupReport.WrongValue(id, got, exact));
        }
    }

    /** Counts an answer; returns whether it is right. */
    private boolean judge(String id, boolean isRight) {
        if (isRight) {
            right++;
            listed.passed(id);
        } else {
            wrong++;
            known += listed.failed(id) ? 1 : 0;
        }
        return isRight;
    }

    /** Counts a test that was declined. */
    void skip() {
        skipped++;
    }

    /** Counts a test that nothing was said about. */
    void miss(String id) {
        unanswered++;
        if (firstUnanswered == null) {
            firstUnanswered = id;
        }
    }

    GroupReport report() {
        Map<Region, GroupReport.Failures> classes = new EnumMap<>(Region.class);
        counts.forEach((region, count) ->
                classes.put(region, new GroupReport.Failures(count, first.getOrDefault(region, List.of()))));
        Diagnosis diagnosis = Diagnosis.of(wrong == 0 ? List.of() : kept);
        return new GroupReport(
                name,
                right,
                wrong,
                known,
                skipped,
                new GroupReport.Unanswered(unanswered, firstUnanswered),
                classes,
                values,
                diagnosis);
    }
}
