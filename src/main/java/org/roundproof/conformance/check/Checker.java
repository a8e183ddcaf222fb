package org.roundproof.conformance.check;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.quantizer.Quantizer;

/**
 * Holds an implementation's answers against exact arithmetic.
 *
 * @param limit how many wrong answers of a class are shown
 * @param known the failures that are expected
 * @param partial whether tests without an answer are skipped, as declined ones are; else they fail the check
 */
public record Checker(int limit, KnownFailures known, boolean partial) {
    /**
     * Judges a log: every row has x, the words that were used (where the rounding uses any), and the answer.
     *
     * @throws InputException naming file and line of a row that cannot be read, or whose words do not decide it
     */
    public CheckReport log(Quantizer quantizer, Answers answers) throws IOException {
        Group group = new Group(quantizer.expression(), limit, known);
        long rows = 0;
        for (AnswerRow row = answers.next(); row != null; row = answers.next()) {
            Query query = query(quantizer, row);
            if (row.answered()) {
                group.add(query.id(), query, exact(query, row), row);
            } else {
                silent(group, query.id(), row);
            }
            rows++;
        }
        if (rows == 0) {
            throw new InputException("there is no answer to check; a log has one row for each value");
        }
        return report(List.of(group));
    }

    private static Query query(Quantizer quantizer, AnswerRow row) {
        double x = row.number();
        @Nullable String words = row.words();
        try {
            return new Query(quantizer, x, words == null ? WordList.NONE : WordList.parse(words));
        } catch (InputException e) {
            throw row.wrong(e.getMessage());
        }
    }

    private static double exact(Query query, AnswerRow row) {
        try {
            return query.answer();
        } catch (InputException e) {
            throw row.wrong(
                    row.words() == null
                            ? "the column words is missing, and "
                                    + query.quantizer().expression()
                                    + " needs each row's random words (for draws without: --black-box)"
                            : e.getMessage());
        }
    }

    /**
     * Judges answers to a vector file.
     *
     * @param inOrder whether they come in the order of the tests, without ids
     * @throws InputException naming file and line, for answers that cannot be read, or that no test or several have
     */
    public CheckReport vectors(VectorReader tests, Answers answers, boolean inOrder) throws IOException {
        Map<String, Group> groups = new LinkedHashMap<>();
        AnswersById byId = new AnswersById(answers);
        for (VectorEntry test = tests.next(); test != null; test = tests.next()) {
            Group group = groups.computeIfAbsent(test.group(), name -> new Group(name, limit, known));
            AnswerRow row = inOrder ? answers.next() : byId.take(test.id());
            if (row == null && inOrder && !partial) {
                throw new InputException("the answers end before the test " + test.id()
                        + "; an array has one for each test, in their order");
            }
            if (test instanceof VectorEntry.Value value && value.exact() == null) {
                group.skip();
            } else if (row == null || !row.answered()) {
                silent(group, test.id(), row);
            } else {
                add(group, test, row);
            }
        }
        if (!inOrder) {
            byId.finish();
        } else if (answers.next() != null) {
            throw new InputException(
                    "there are more answers than tests; an array has one for each test, in their order");
        }
        return report(List.copyOf(groups.values()));
    }

    /** A test without an answer: declined, or not as much as that. */
    private void silent(Group group, String id, @Nullable AnswerRow row) {
        if (partial || row != null && row.unsupported()) {
            group.skip();
        } else {
            group.miss(id);
        }
    }

    private static void add(Group group, VectorEntry test, AnswerRow row) {
        if (test instanceof VectorEntry.Rounding rounding) {
            group.add(test.id(), rounding.query(), rounding.exact(), row);
        } else if (test instanceof VectorEntry.Value value && value.exact() != null) {
            group.addValue(test.id(), value.exact(), row);
        } else if (test instanceof VectorEntry.Word word) {
            group.addWord(test.id(), word.exact(), row);
        }
    }

    private CheckReport report(List<Group> groups) {
        return new CheckReport(groups.stream().map(Group::report).toList(), known.outdated(), known.unused());
    }
}
