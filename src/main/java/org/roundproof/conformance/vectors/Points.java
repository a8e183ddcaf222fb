package org.roundproof.conformance.vectors;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Set;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;

/** Gathers inputs, each once, in the order in which they come. Reals that are no inputs give the inputs next to them. */
final class Points {
    private final Set<Double> points = new LinkedHashSet<>();
    private final InputType type;

    Points(InputType type) {
        this.type = type;
    }

    Set<Double> all() {
        return points;
    }

    void add(double x) {
        points.add(x);
    }

    /** As an input of the type, truncated. */
    void at(ExactReal real, boolean negative) {
        add(signed(type.truncate(real), negative));
    }

    /** A nonnegative real with both neighbours. */
    void around(ExactReal real, boolean negative) {
        type.around(real).forEach(x -> add(signed(x, negative)));
    }

    /** The values before and behind a nonnegative real, without the real. */
    void beside(ExactReal real, boolean negative) {
        for (double x : type.around(real)) {
            if (!ExactReal.of(x).equals(real)) {
                add(signed(x, negative));
            }
        }
    }

    /** lo + (hi − lo)·numerator/denominator of a cell, truncated. */
    void within(Cell cell, int numerator, int denominator, boolean negative) {
        ExactReal gap = cell.awayFromZero().subtract(cell.towardZero());
        at(
                cell.towardZero()
                        .add(gap.multiply(ExactReal.of(BigInteger.valueOf(numerator), 0))
                                .divide(BigInteger.valueOf(denominator))),
                negative);
    }

    static ExactReal middle(Cell cell) {
        return cell.towardZero().add(cell.awayFromZero()).scale(-1);
    }

    private static double signed(double x, boolean negative) {
        return negative ? -x : x;
    }
}
