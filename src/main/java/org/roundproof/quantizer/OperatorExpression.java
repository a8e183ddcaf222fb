package org.roundproof.quantizer;

/**
 * A parsed quantizer expression; resolved with the data's largest magnitude where the format says {@code scale=absmax}.
 */
public final class OperatorExpression {
    private final String text;

    private OperatorExpression(String text) {
        this.text = text;
    }

    /**
     * Parses {@code identity}, {@code FORMAT:ROUNDING[:OVERFLOW]}, {@code additive(EPS[,LAW])} or {@code
     * multiplicative(EPS[,LAW][,shared])}.
     *
     * @throws org.roundproof.InputException in one line that says what would be right
     */
    public static OperatorExpression parse(String text) {
        return new OperatorExpression(text);
    }

    /** Whether the step is to be taken from data. */
    public boolean needsData() {
        throw new UnsupportedOperationException();
    }

    /** The operator, when no data are needed. */
    public Operator resolve() {
        throw new UnsupportedOperationException();
    }

    /** The operator, with the step taken from the largest magnitude in the data. */
    public Operator resolve(double absMax) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return text;
    }
}
