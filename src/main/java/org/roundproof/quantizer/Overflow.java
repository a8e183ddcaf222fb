package org.roundproof.quantizer;

/** What happens to a rounded value beyond the largest finite one (names of IEEE P3109). */
public enum Overflow {
    SAT_FINITE("sat-finite"),
    SAT_PROPAGATE("sat-propagate"),
    OVF_INF("ovf-inf"),
    WRAP("wrap");

    private final String expression;

    Overflow(String expression) {
        this.expression = expression;
    }

    public String expression() {
        return expression;
    }
}
