package org.roundproof.format;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.roundproof.InputException;

/**
 * A parsed FORMAT expression: a format, or an integer format whose step is still to be taken from data ({@code
 * scale=absmax[,pow2]} in place of {@code step=}).
 */
public final class FormatExpression {
    private final String text;
    private final Optional<NumberFormat> format;
    private final Optional<Scale> scale;

    /**
     * How a step comes from data.
     *
     * @param bits width of a code
     * @param maxIndex the index that the largest magnitude must not pass
     * @param powerOfTwo whether the step is a power of two
     * @param format the format with a given step
     */
    record Scale(int bits, long maxIndex, boolean powerOfTwo, DoubleFunction<NumberFormat> format) {

        /** The least admissible step (or power of two) with absMax ≤ maxIndex·step. */
        NumberFormat resolve(double absMax) {
            ExactReal wanted = ExactReal.of(absMax).divide(BigInteger.valueOf(maxIndex));
            return format.apply(powerOfTwo ? Steps.powerOfTwoAbove(wanted) : Steps.above(wanted, bits));
        }
    }

    private FormatExpression(String text, Optional<NumberFormat> format, Optional<Scale> scale) {
        this.text = text;
        this.format = format;
        this.scale = scale;
    }

    static FormatExpression of(NumberFormat format) {
        return new FormatExpression(format.expression(), Optional.of(format), Optional.empty());
    }

    static FormatExpression of(String text, Scale scale) {
        return new FormatExpression(text, Optional.empty(), Optional.of(scale));
    }

    /**
     * Parses a FORMAT expression.
     *
     * @throws InputException in one line, when there is no such format
     */
    public static FormatExpression parse(String text) {
        return FormatParser.parse(FormatText.of(text));
    }

    /** Whether the step is to be taken from data. */
    public boolean needsData() {
        return scale.isPresent();
    }

    /**
     * The format, when no data are needed.
     *
     * @throws InputException when data are needed
     */
    public NumberFormat resolve() {
        return format.orElseThrow(() -> new InputException(
                "format '" + text + "': scale=absmax takes the step from data; write step=… where there are none"));
    }

    /**
     * The format, with the step taken from the data where the expression says so: the least admissible step (at most 53 − B
     * significant bits; a power of two for {@code pow2}) for which the largest magnitude is in range.
     *
     * @param absMax largest magnitude in the data, positive and finite; not looked at where no data are needed
     * @throws InputException for an unusable {@code absMax}
     */
    public NumberFormat resolve(double absMax) {
        if (scale.isEmpty()) {
            return resolve();
        }
        if (!(absMax > 0) || Double.isInfinite(absMax)) {
            throw new InputException("format '" + text + "': no step for data whose largest magnitude is " + absMax
                    + "; a positive finite one is needed");
        }
        return scale.get().resolve(absMax);
    }

    @Override
    public String toString() {
        return text;
    }
}
