package org.roundproof.conformance.diagnosis;

import java.math.BigInteger;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.format.ValueClass;

/** Codes of implementations that may not know the format well: codes without a value, values without a code. */
final class Codes {
    private Codes() {}

    /** The value of a code; of an unused code the number that two's complement gives it, NaN on a power grid. */
    static double decode(NumberFormat format, long code) {
        if (format.classify(code) != ValueClass.UNUSED) {
            return format.decode(code);
        }
        return format instanceof UniformFormat uniform ? (uniform.minIndex() - 1) * uniform.step() : Double.NaN;
    }

    /**
     * What is read back where an implementation encodes a value by counting magnitudes upwards and setting the sign bit,
     * although the format has no such value: 480 becomes e4m3's NaN, −0 the NaN of a format without −0. A value that has no
     * code even so is returned as it is.
     */
    static double seen(NumberFormat format, double value) {
        if (!(format instanceof FloatFormat) || !Double.isFinite(value) || format.contains(value)) {
            return value;
        }
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        if (negative && !format.signed()) {
            return value;
        }
        long sign = negative ? 1L << (format.bits() - 1) : 0;
        if (value == 0) {
            return format.decode(sign);
        }
        BigInteger past = Position.index(format, Math.abs(value)).subtract(Position.index(format, format.maxFinite()));
        long room = (1L << (format.bits() - (format.signed() ? 1 : 0))) - 1 - format.encode(format.maxFinite());
        boolean onGrid = format.cell(ExactReal.of(value)).fraction().signum() == 0;
        return onGrid && past.signum() > 0 && past.compareTo(BigInteger.valueOf(room)) <= 0
                ? format.decode(sign | (format.encode(format.maxFinite()) + past.longValueExact()))
                : value;
    }
}
