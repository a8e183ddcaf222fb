package org.roundproof.testkit;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;

/**
 * Exact reals at the corners of a format: those of {@link CornerDoubles}, displaced by far less than an ulp of double, or
 * divided by a batch size that is no power of two. What a double cannot hold shows double rounding.
 */
public final class CornerReals {
    private CornerReals() {}

    /** Reals n/b with small b. */
    public static Arbitrary<ExactReal> of(NumberFormat format) {
        Arbitrary<Integer> displacement = Arbitraries.of(0, 1, -1);
        Arbitrary<Integer> depth = Arbitraries.integers().between(1, 80);
        Arbitrary<Integer> batch =
                Arbitraries.frequency(Tuple.of(4, 1), Tuple.of(1, 3), Tuple.of(1, 7), Tuple.of(1, 12));
        return Combinators.combine(CornerDoubles.of(format), displacement, depth, batch)
                .as((x, direction, k, b) -> ExactReal.of(x)
                        .add(ExactReal.of(BigInteger.valueOf(direction), Math.getExponent(x) - 52L - k))
                        .divide(BigInteger.valueOf(b)))
                .withoutEdgeCases();
    }
}
