package org.roundproof.quantizer;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.roundproof.InputException;

/** What happens to a rounded value beyond the largest finite one (names of IEEE P3109). */
public enum Overflow {
    /** To the largest finite value of the same sign; infinities too. */
    SAT_FINITE("sat-finite"),
    /** To the largest finite value; infinities stay (NaN in a format without them). */
    SAT_PROPAGATE("sat-propagate"),
    /** To infinity (NaN in a format without it); infinities stay. Directed roundings as IEEE 754-2019 §7.4. */
    OVF_INF("ovf-inf"),
    /** Modulo the number of codes, integers and fixed point only; infinities and NaN are errors. */
    WRAP("wrap");

    private final String expression;

    Overflow(String expression) {
        this.expression = expression;
    }

    public String expression() {
        return expression;
    }

    /**
     * Parses an OVERFLOW expression.
     *
     * @throws InputException in one line that lists the policies
     */
    public static Overflow parse(String text) {
        for (Overflow overflow : values()) {
            if (overflow.expression.equals(text)) {
                return overflow;
            }
        }
        throw new InputException("there is no overflow policy '" + text + "': the policies are "
                + Arrays.stream(values()).map(Overflow::expression).collect(Collectors.joining(", ")));
    }
}
