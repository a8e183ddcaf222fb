package org.roundproof.quantizer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.format.FormatExpression;

/**
 * A parsed quantizer expression; resolved with the data's largest magnitude where the format says {@code scale=absmax}.
 */
public final class OperatorExpression {
    private static final String FORMS = "identity, FORMAT:ROUNDING[:OVERFLOW] such as e4m3:sr,"
            + " additive(EPS[,LAW]) or multiplicative(EPS[,LAW][,shared])";

    private final String text;
    private final @Nullable Operator operator;
    private final @Nullable Scaled scaled;

    /** A quantizer whose format waits for its data. */
    private record Scaled(FormatExpression format, Rounding rounding, Overflow overflow) {}

    private OperatorExpression(String text, @Nullable Operator operator, @Nullable Scaled scaled) {
        this.text = text;
        this.operator = operator;
        this.scaled = scaled;
    }

    /**
     * Parses {@code identity}, {@code FORMAT:ROUNDING[:OVERFLOW]}, {@code additive(EPS[,LAW])} or {@code
     * multiplicative(EPS[,LAW][,shared])}.
     *
     * @throws InputException in one line that says what would be right
     */
    public static OperatorExpression parse(String text) {
        String stripped = text.strip();
        if (stripped.equals("identity")) {
            return new OperatorExpression(stripped, new Identity(), null);
        }
        if (ModelExpression.matches(stripped)) {
            return new OperatorExpression(stripped, ModelExpression.parse(stripped), null);
        }
        return quantizer(stripped);
    }

    private static OperatorExpression quantizer(String text) {
        List<String> parts = ExpressionParts.split(text, ':');
        if (parts.size() < 2) {
            throw new InputException("'" + text + "' is no quantizer: write " + FORMS);
        }
        if (parts.size() > 3) {
            throw new InputException("'" + text + "' has " + parts.size() + " parts: write FORMAT:ROUNDING[:OVERFLOW]");
        }
        FormatExpression format = FormatExpression.parse(parts.get(0));
        Rounding rounding = Rounding.parse(parts.get(1));
        Overflow overflow = parts.size() == 3 ? Overflow.parse(parts.get(2)) : Overflow.SAT_FINITE;
        return format.needsData()
                ? new OperatorExpression(text, null, new Scaled(format, rounding, overflow))
                : new OperatorExpression(text, new Quantizer(format.resolve(), rounding, overflow), null);
    }

    /** Whether the step is to be taken from data. */
    public boolean needsData() {
        return scaled != null;
    }

    /**
     * The operator, when no data are needed.
     *
     * @throws InputException where the step is to be taken from data
     */
    public Operator resolve() {
        return Optional.ofNullable(operator)
                .orElseThrow(() -> new InputException("'" + text
                        + "' takes its step from data, and there are none here: give step=… in place of scale=absmax"));
    }

    /**
     * The operator, with the step taken from the largest magnitude in the data.
     *
     * @param absMax largest magnitude, finite and positive; not used where the format has its step
     */
    public Operator resolve(double absMax) {
        return scaled == null
                ? resolve()
                : new Quantizer(scaled.format().resolve(absMax), scaled.rounding(), scaled.overflow());
    }

    @Override
    public String toString() {
        return text;
    }
}
