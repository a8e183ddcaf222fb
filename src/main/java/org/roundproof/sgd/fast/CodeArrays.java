package org.roundproof.sgd.fast;

import java.util.Objects;
import org.roundproof.InputException;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;

/**
 * Codes of whole arrays: the bits of {@link NumberFormat#encode} for each value. The values must be of the format, as a
 * {@link FastRounder} without subtractive dither leaves them; any other is refused as {@code encode} does, naming it.
 * Immutable, allocates nothing.
 */
public final class CodeArrays {
    private final NumberFormat format;
    private final Coder coder;

    private CodeArrays(NumberFormat format, Coder coder) {
        this.format = format;
        this.coder = coder;
    }

    /** The coder of a format. */
    public static CodeArrays of(NumberFormat format) {
        if (format instanceof FloatFormat floating && FloatCoder.knows(floating)) {
            return new CodeArrays(format, new FloatCoder(floating));
        }
        if (format instanceof UniformFormat uniform) {
            return new CodeArrays(format, new UniformCoder(uniform));
        }
        return new CodeArrays(format, format::encode);
    }

    /**
     * Codes of the first {@code length} values, one to a byte.
     *
     * @throws InputException where the format's codes are wider than 8 bits, or a value is none of the format's
     */
    public void encode(double[] values, byte[] codes, int length) {
        check(values, codes.length, length, Byte.SIZE);
        for (int i = 0; i < length; i++) {
            codes[i] = (byte) coder.code(values[i]);
        }
    }

    /** Codes of the first {@code length} values, one to a short; at most 16 bits wide. */
    public void encode(double[] values, short[] codes, int length) {
        check(values, codes.length, length, Short.SIZE);
        for (int i = 0; i < length; i++) {
            codes[i] = (short) coder.code(values[i]);
        }
    }

    /** Codes of the first {@code length} values, one to an int; at most 32 bits wide. */
    public void encode(double[] values, int[] codes, int length) {
        check(values, codes.length, length, Integer.SIZE);
        for (int i = 0; i < length; i++) {
            codes[i] = (int) coder.code(values[i]);
        }
    }

    private void check(double[] values, int room, int length, int width) {
        Objects.checkFromIndexSize(0, length, values.length);
        Objects.checkFromIndexSize(0, length, room);
        if (format.bits() > width) {
            throw new InputException("codes of " + format.expression() + " have " + format.bits()
                    + " bits and do not fit elements of " + width + " bits");
        }
    }

    /** The code of one value. */
    @FunctionalInterface
    private interface Coder {
        long code(double value);
    }

    /**
     * Floating point with subnormal numbers and zero: the code counts magnitudes upwards. At 2^emin and above the count is
     * the double's own exponent and leading fraction bits, less a constant; below it is |v| in units of the smallest value.
     */
    private static final class FloatCoder implements Coder {
        private final FloatFormat format;
        private final double smallestNormal;
        private final double units;
        private final double largest;
        private final int dropped;
        private final long base;
        private final int sign;

        FloatCoder(FloatFormat format) {
            this.format = format;
            int stored = format.precision() - 1;
            smallestNormal = Math.scalb(1.0, format.minExponent());
            units = Math.scalb(1.0, stored - format.minExponent());
            largest = format.maxFinite();
            dropped = 52 - stored;
            // emin has the biased exponent emin + 1023, and 1 in the format's code
            base = (long) (format.minExponent() + 1022) << stored;
            sign = Long.SIZE - format.bits();
        }

        static boolean knows(FloatFormat format) {
            return format.signed()
                    && format.subnormals()
                    && format.minExponent() >= -900
                    && format.minExponent() <= 900;
        }

        @Override
        public long code(double value) {
            long encoding = Double.doubleToRawLongBits(value);
            double magnitude = Math.abs(value);
            if (!(magnitude <= largest) || encoding == Long.MIN_VALUE) {
                return format.encode(value); // ±∞, NaN, −0
            }
            long negative = (encoding & Long.MIN_VALUE) >>> sign;
            if (magnitude >= smallestNormal) {
                long bits = encoding & Long.MAX_VALUE;
                long index = bits >>> dropped;
                return index << dropped == bits ? index - base | negative : format.encode(value);
            }
            double index = magnitude * units;
            return index == (long) index ? (long) index | negative : format.encode(value);
        }
    }

    /** Multiples of a step: n = v/Δ is exact, and the code is n past the code of 0, modulo 2^B. */
    private static final class UniformCoder implements Coder {
        private final UniformFormat format;
        private final double step;
        private final long zero;
        private final long mask;

        UniformCoder(UniformFormat format) {
            this.format = format;
            step = format.step();
            zero = format.encode(0.0);
            mask = (1L << format.bits()) - 1;
        }

        @Override
        public long code(double value) {
            long n = (long) (value / step);
            boolean exact = n * step == value && n >= format.minIndex() && n <= format.maxIndex();
            return exact && (n != 0 || Double.doubleToRawLongBits(value) == 0) ? n + zero & mask : format.encode(value);
        }
    }
}
