package org.roundproof.quantizer;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.testkit.CornerReals;

/**
 * A format and a real within its range, with the cell of |x| in fractions.
 *
 * @param format the format
 * @param x minFinite ≤ x ≤ maxFinite
 */
record InRange(NumberFormat format, ExactReal x) {
    /** Corner reals of a format; those outside its range in place of others inside. */
    static Arbitrary<InRange> of(Arbitrary<? extends NumberFormat> formats) {
        return formats.flatMap(format -> {
            // a point of the cell of some corner, far enough from the end of the range that its cell lies in it
            Arbitrary<Integer> part = Arbitraries.integers().between(0, 3 << 10);
            return Combinators.combine(CornerReals.of(format), part)
                    .as((corner, k) -> new InRange(format, inside(format, corner, k)));
        });
    }

    private static ExactReal inside(NumberFormat format, ExactReal corner, int part) {
        ExactReal min = ExactReal.of(format.minFinite());
        ExactReal max = ExactReal.of(format.maxFinite());
        if (corner.compareTo(min) >= 0 && corner.compareTo(max) <= 0) {
            return corner;
        }
        // min + (max − min)·part/(3·2^10)
        return min.add(max.subtract(min).multiply(ExactReal.of(part)).divide(BigInteger.valueOf(3 << 10)));
    }

    Cell cell() {
        return format.cell(x);
    }

    boolean negative() {
        return x.signum() < 0;
    }

    BigFraction exact() {
        return x.toFraction();
    }

    /** f. */
    BigFraction fraction() {
        return cell().fraction().toFraction();
    }

    /** h. */
    BigFraction gap() {
        return cell().awayFromZero().subtract(cell().towardZero()).toFraction();
    }

    /** The end of the cell toward zero, with x's sign. */
    BigFraction toward() {
        return signed(cell().towardZero().toFraction());
    }

    /** The end of the cell away from zero, with x's sign. */
    BigFraction away() {
        return signed(cell().awayFromZero().toFraction());
    }

    /** A magnitude with x's sign. */
    BigFraction signed(BigFraction magnitude) {
        return negative() ? magnitude.negate() : magnitude;
    }

    Quantizer quantizer(Rounding rounding) {
        return new Quantizer(format, rounding, Overflow.SAT_FINITE);
    }

    Distribution distribution(Rounding rounding) {
        return quantizer(rounding).distribution(x);
    }
}
