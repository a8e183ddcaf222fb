package org.roundproof.sgd;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Radix2;

/**
 * How a trace file writes a number: a double as a C99 hex float, {@code Infinity}, {@code -Infinity} or {@code NaN}; a
 * real that is no double as {@code m*2^e/B} in lowest terms, m odd, without the parts that are 2^0 or /1.
 */
final class TraceNumber {
    private static final Pattern EXACT = Pattern.compile("(-?[0-9]+)(?:\\*2\\^(-?[0-9]{1,18}))?(?:/([1-9][0-9]*))?");
    private static final Pattern DOUBLE = Pattern.compile("-?0x[01]\\.[0-9a-f]+p-?[0-9]+|NaN|-?Infinity");

    private TraceNumber() {}

    static String write(Tensor tensor, int element) {
        double value = tensor.value(element);
        if (tensor instanceof DoubleTensor || !Double.isFinite(value)) {
            return Double.toHexString(value);
        }
        ExactReal exact = tensor.exact(element);
        return exact.compareTo(ExactReal.of(value)) == 0 ? Double.toHexString(value) : exact.toString();
    }

    /**
     * Reads numbers into a tensor.
     *
     * @throws NumberFormatException naming the text that is no number
     */
    static Tensor read(String[] texts) {
        double[] values = new double[texts.length];
        ExactReal[] exacts = new ExactReal[texts.length];
        boolean any = false;
        for (int i = 0; i < texts.length; i++) {
            Matcher matcher = EXACT.matcher(texts[i]);
            if (matcher.matches()) {
                exacts[i] = exact(matcher);
                values[i] = exacts[i].toDouble();
                any = true;
            } else if (DOUBLE.matcher(texts[i]).matches()) {
                values[i] = Double.parseDouble(texts[i]);
            } else {
                throw new NumberFormatException("\"" + texts[i] + "\" is neither a hex float nor m*2^e/B");
            }
        }
        return new TraceSnapshot(values, any ? exacts : null);
    }

    private static ExactReal exact(Matcher matcher) {
        long exponent = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
        BigInteger denominator = matcher.group(3) == null ? BigInteger.ONE : new BigInteger(matcher.group(3));
        return ExactReal.ratio(Radix2.of(new BigInteger(matcher.group(1)), exponent), denominator);
    }
}
