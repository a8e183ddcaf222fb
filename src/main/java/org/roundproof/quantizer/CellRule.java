package org.roundproof.quantizer;

import java.math.BigInteger;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.random.WordSource;

/**
 * A rounding that sends |x| to one of the two ends of its cell: every rounding but dither. The sign is put back afterwards,
 * so that a random word rounds −x to the negative of what it rounds x to.
 */
abstract class CellRule implements RoundingRule {
    /**
     * Whether |x| goes to the end of its cell that is away from zero, as a function of the words; false on the grid
     * (fraction 0).
     */
    abstract Predicate<WordSource> away(Cell cell, boolean negative);

    /** The probability of {@link #away}. */
    abstract BigFraction awayProbability(Cell cell, boolean negative);

    @Override
    public final double quantize(Quantizer q, ExactReal x, WordSource words) {
        if (outsideSignOrZero(q.format(), x)) {
            return OverflowRule.belowFormatWithoutZero(q.format(), x.signum());
        }
        Cell cell = q.format().cell(x);
        boolean negative = x.signum() < 0;
        return end(q, cell, negative, away(cell, negative).test(words));
    }

    @Override
    public final ToDoubleFunction<WordSource> at(Quantizer q, ExactReal x) {
        if (outsideSignOrZero(q.format(), x)) {
            double only = OverflowRule.belowFormatWithoutZero(q.format(), x.signum());
            return words -> only;
        }
        Cell cell = q.format().cell(x);
        boolean negative = x.signum() < 0;
        Predicate<WordSource> decision = away(cell, negative);
        double inner = end(q, cell, negative, false);
        double outer = end(q, cell, negative, true);
        return words -> decision.test(words) ? outer : inner;
    }

    @Override
    public final Distribution distribution(Quantizer q, ExactReal x) {
        Distribution.Builder result = new Distribution.Builder();
        if (outsideSignOrZero(q.format(), x)) {
            result.add(OverflowRule.belowFormatWithoutZero(q.format(), x.signum()), BigFraction.ONE);
        } else {
            Cell cell = q.format().cell(x);
            boolean negative = x.signum() < 0;
            BigFraction p = awayProbability(cell, negative);
            result.add(end(q, cell, negative, false), BigFraction.ONE.subtract(p));
            if (p.signum() != 0) {
                result.add(end(q, cell, negative, true), p);
            }
        }
        return result.build(x.toFraction());
    }

    /** Whether x lies below a format that has no zero, where there is no cell. */
    private static boolean outsideSignOrZero(NumberFormat format, ExactReal x) {
        return !format.hasZero() && x.compareTo(ExactReal.of(format.smallestPositive())) < 0;
    }

    /** The chosen end of the cell, after the overflow policy. */
    private static double end(Quantizer q, Cell cell, boolean negative, boolean away) {
        if (q.format() instanceof UniformFormat) {
            BigInteger n = away ? cell.index().add(BigInteger.ONE) : cell.index();
            return OverflowRule.index(q, negative ? n.negate() : n);
        }
        double magnitude = (away ? cell.awayFromZero() : cell.towardZero()).toDouble();
        return OverflowRule.magnitude(q, negative, magnitude);
    }
}
