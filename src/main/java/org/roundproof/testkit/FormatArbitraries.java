package org.roundproof.testkit;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;

/**
 * Number formats as jqwik arbitraries. All of them shrink: named ones to the first of the documentation, general ones to few
 * bits and exponents near 0.
 */
public final class FormatArbitraries {
    private FormatArbitraries() {}

    /** The named floating-point formats. */
    public static Arbitrary<NumberFormat> named() {
        return Arbitraries.of(Formats.named());
    }

    /** IEEE P3109 formats of 3 to 8 bits: every width, precision, signedness and domain. */
    public static Arbitrary<NumberFormat> p3109() {
        return Arbitraries.of(allP3109(8));
    }

    /** Every IEEE P3109 format of 3 to {@code maxBits} bits. */
    public static List<NumberFormat> allP3109(int maxBits) {
        List<NumberFormat> formats = new ArrayList<>();
        for (int k = 3; k <= maxBits; k++) {
            for (int p = 1; p <= k; p++) {
                for (String sign : p < k ? new String[] {"s", "u"} : new String[] {"u"}) {
                    for (String domain : new String[] {"e", "f"}) {
                        formats.add(Formats.parse("p3109(" + k + "," + p + "," + sign + "," + domain + ")"));
                    }
                }
            }
        }
        return List.copyOf(formats);
    }

    /** General IEEE-like formats {@code float(p=…,emin=…,emax=…)}, with and without subnormal numbers. */
    public static Arbitrary<NumberFormat> floats() {
        Arbitrary<Integer> precision = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(1, 12)),
                Tuple.of(1, Arbitraries.integers().between(1, 53)));
        Arbitrary<Integer> minExponent = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(-20, 5)),
                Tuple.of(1, Arbitraries.integers().between(-1074, 1022)));
        Arbitrary<Integer> binades = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(0, 20)),
                Tuple.of(1, Arbitraries.integers().between(0, 2044)));
        return Combinators.combine(precision, minExponent, binades, Arbitraries.of(true, false))
                .as((p, wanted, width, subnormals) -> {
                    int emin = Math.max(wanted, p - 1075);
                    int emax = Math.min(emin + width, 1022);
                    return Formats.parse("float(p=" + p + ",emin=" + emin + ",emax=" + emax
                            + (subnormals ? ")" : ",subnormals=false)"));
                })
                .withoutEdgeCases();
    }

    /** Integers with steps that are powers of two, unsigned ones with zero points, and fixed-point formats. */
    public static Arbitrary<NumberFormat> uniform() {
        Arbitrary<Integer> bits = Arbitraries.integers().between(2, 16);
        Arbitrary<String> step = Arbitraries.of("1", "1/2", "1/64", "0x1p-40", "8", "0x1p30", "0.75", "0x1.8cp-3");
        Arbitrary<String> signed = Combinators.combine(bits, step, Arbitraries.of("", ",symmetric=true"))
                .as((b, s, symmetric) -> "int" + b + "(step=" + s + symmetric + ")");
        Arbitrary<String> unsigned = Combinators.combine(
                        bits, step, Arbitraries.integers().between(0, 65535))
                .as((b, s, zero) -> "uint" + b + "(step=" + s + ",zero=" + zero % (1 << b) + ")");
        Arbitrary<String> fixed = Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(1, 8))
                .as((integer, fraction) -> "fixed(integer=" + integer + ",fraction=" + fraction + ")");
        return Arbitraries.oneOf(signed, unsigned, fixed).map(Formats::parse).withoutEdgeCases();
    }

    /** Non-uniform power grids {@code power(bits=…,exponent=…)} of 2 to 10 bits. */
    public static Arbitrary<NumberFormat> power() {
        Arbitrary<Integer> bits = Arbitraries.integers().between(2, 10);
        Arbitrary<String> exponent = Arbitraries.of("1", "1/2", "2", "1/3", "0.55", "3/4", "0.1", "5", "1/20");
        return Combinators.combine(bits, exponent)
                .as((b, e) -> Formats.parse("power(bits=" + b + ",exponent=" + e + ")"))
                .withoutEdgeCases();
    }

    /** All kinds of scalar formats. */
    public static Arbitrary<NumberFormat> all() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, named()),
                        Tuple.of(2, p3109()),
                        Tuple.of(2, floats()),
                        Tuple.of(2, uniform()),
                        Tuple.of(1, power()))
                .withoutEdgeCases();
    }
}
