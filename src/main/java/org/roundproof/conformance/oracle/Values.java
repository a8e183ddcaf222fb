package org.roundproof.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.roundproof.InputException;

/**
 * What a field holds: one text or number, or a list of them, each as it is written.
 *
 * @param texts exactly one unless a list
 * @param list whether it is a list, and the answers are lists as well
 */
record Values(List<String> texts, boolean list) {
    Values {
        texts = List.copyOf(texts);
    }

    int size() {
        return texts.size();
    }

    String at(int index) {
        return texts.get(index);
    }

    /** The one text. */
    String single(String field) {
        if (list) {
            throw new InputException("'" + field + "' is a list: it takes one text");
        }
        return texts.get(0);
    }

    /** How many there are, for messages. */
    String count() {
        return list ? "a list of " + size() : "one";
    }

    /**
     * Something made from every entry.
     *
     * @param field what the entries belong to, for messages
     * @param make of an entry's index
     * @throws InputException that names the entry of a list, where {@code make} throws one
     */
    <T> List<T> map(String field, IntFunction<? extends T> make) {
        List<T> all = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            try {
                all.add(make.apply(i));
            } catch (InputException e) {
                throw new InputException((list ? field + "[" + i + "]: " : "") + e.getMessage());
            }
        }
        return all;
    }
}
