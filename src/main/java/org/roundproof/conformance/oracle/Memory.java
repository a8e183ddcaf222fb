package org.roundproof.conformance.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What an expression stands for, remembered for the expressions asked for last.
 *
 * @param <T> what it stands for
 */
final class Memory<T> {
    private static final int ROOM = 1000;
    /** Longer expressions are not remembered. */
    private static final int LONGEST = 1000;

    private final Function<String, T> make;
    private final Map<String, T> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > ROOM;
        }
    };

    Memory(Function<String, T> make) {
        this.make = make;
    }

    T of(String expression) {
        return expression.length() > LONGEST ? make.apply(expression) : remembered.computeIfAbsent(expression, make);
    }
}
