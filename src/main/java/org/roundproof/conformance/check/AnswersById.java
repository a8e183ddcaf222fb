package org.roundproof.conformance.check;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

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
     * @throws InputException for a row without id, and for a second answer to one test
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
                throw repeated(row);
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
     * @throws InputException naming the first one to no test, or a second one to a test
     */
    void finish() throws IOException {
        if (!waiting.isEmpty()) {
            throw unknown(waiting.values().iterator().next());
        }
        AnswerRow rest = source.next();
        if (rest != null) {
            throw rest.id() != null && seen.contains(rest.id()) ? repeated(rest) : unknown(rest);
        }
    }

    private static InputException unknown(AnswerRow rest) {
        return rest.wrong("no test of the vector file has the id '" + rest.id() + "'");
    }

    private static InputException repeated(AnswerRow row) {
        return row.wrong("the test '" + row.id() + "' was answered before; give one answer for each test");
    }
}
