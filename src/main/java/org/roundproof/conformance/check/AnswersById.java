package org.roundproof.conformance.check;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands out answers by the ids of their tests. Where the answers come in the order of the tests, none is held; the others
 * wait for their test.
 */
final class AnswersById {
    private final Answers source;
    private final Map<String, AnswerRow> waiting = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();

    AnswersById(Answers source) {
        this.source = source;
    }

    /**
     * The answer to a test, null where there is none.
     *
     * @throws org.roundproof.InputException for a row without id, and for a second answer to one test
     */
    @Nullable
    AnswerRow take(String test) throws IOException {
        AnswerRow early = waiting.remove(test);
        if (early != null) {
            return early;
        }
        for (AnswerRow row = source.next(); row != null; row = source.next()) {
            String id = row.id();
            if (id == null) {
                throw row.wrong("there is no id; answers to a vector file have the columns id,y or id,code");
            }
            if (!seen.add(id)) {
                throw row.wrong("the test '" + id + "' was answered before; give one answer for each test");
            }
            if (id.equals(test)) {
                return row;
            }
            waiting.put(id, row);
        }
        return null;
    }

    /**
     * Holds that no answer is left.
     *
     * @throws org.roundproof.InputException naming the first one to no test
     */
    void finish() throws IOException {
        AnswerRow rest =
                waiting.isEmpty() ? source.next() : waiting.values().iterator().next();
        if (rest != null) {
            throw rest.wrong("no test of the vector file has the id '" + rest.id() + "'");
        }
    }
}
