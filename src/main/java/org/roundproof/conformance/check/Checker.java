package org.roundproof.conformance.check;

import java.io.IOException;
import java.util.List;
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
 */
public record Checker(int limit, KnownFailures known) {
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
            group.add(query.id(), query, row);
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

    CheckReport report(List<Group> groups) {
        return new CheckReport(groups.stream().map(Group::report).toList(), known.outdated(), known.unused());
    }
}
