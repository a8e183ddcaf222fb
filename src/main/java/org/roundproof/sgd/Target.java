package org.roundproof.sgd;

import org.roundproof.random.Role;

/** The five tensors that are quantized. */
public enum Target {
    /** Q_d on every entry of the batch. */
    DATA("data", "d", Role.DATA_QUANTIZER),
    /** Q_l on the labels. */
    LABEL("label", "l", Role.LABEL_QUANTIZER),
    /** Q_p on w_{t−1}, one draw a step, shared by the batch. */
    PARAMETER("parameter", "p", Role.PARAMETER_QUANTIZER),
    /** Q_a on Q_d(X)·Q_p(w). */
    ACTIVATION("activation", "a", Role.ACTIVATION_QUANTIZER),
    /** Q_o on the residual Q_l(y) − Q_a(·). */
    GRADIENT("gradient", "o", Role.GRADIENT_QUANTIZER);

    private final String label;
    private final String symbol;
    private final Role role;

    Target(String label, String symbol, Role role) {
        this.label = label;
        this.symbol = symbol;
        this.role = role;
    }

    /** Name on the command line and in traces. */
    public String label() {
        return label;
    }

    /** Index in the paper's notation: d, l, p, a, o. */
    public String symbol() {
        return symbol;
    }

    /** Role of its random words. */
    public Role role() {
        return role;
    }
}
