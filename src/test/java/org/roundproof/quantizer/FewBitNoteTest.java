package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roundproof.NoteBlock;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.quantizer.Rounding.Cut;

/** The formulas and the table of proofs-notes/few-bit-stochastic-rounding.md, from exact distributions in the gap [1, 1.125) of E4M3. */
class FewBitNoteTest {
    private static final BigFraction GAP = BigFraction.of(1, 8);
    private static final BigFraction HALF = BigFraction.of(1, 2);

    /** Bias in h, variance in h². */
    private record Law(BigFraction bias, BigFraction variance) {
        static Law at(Cut cut, int bits, BigFraction f) {
            Quantizer q =
                    new Quantizer(Formats.parse("e4m3"), new Rounding.StochasticBits(bits, cut), Overflow.SAT_FINITE);
            Distribution d = q.distribution(ExactReal.of(BigFraction.ONE.add(GAP.multiply(f))));
            return new Law(d.bias().divide(GAP), d.variance().divide(GAP.pow(2)));
        }
    }

    /**
     * Means over a uniform f: c is constant and the bias linear between multiples of 2^−(R+1), so that the mean over the
     * midpoints of those stretches is the integral.
     */
    @ParameterizedTest
    @EnumSource(Cut.class)
    void meansOverUniformFractions(Cut cut) {
        for (int bits = 1; bits <= 6; bits++) {
            BigFraction bias = BigFraction.ZERO;
            BigFraction variance = BigFraction.ZERO;
            int pieces = 2 << bits;
            for (int k = 0; k < pieces; k++) {
                Law law = Law.at(cut, bits, BigFraction.of(2 * k + 1, 2 * pieces));
                bias = bias.add(law.bias());
                variance = variance.add(law.variance());
            }
            BigFraction n = BigFraction.of(1 << bits);
            assertEquals(cut == Cut.FLOOR ? HALF.divide(n).negate() : BigFraction.ZERO, bias.divide(pieces));
            assertEquals(BigFraction.ONE.subtract(n.pow(-2)).divide(6), variance.divide(pieces), cut + " " + bits);
        }
    }

    /** Inputs whose fractions are the multiples of 2^−m: exact for m ≤ R, else the stated mean bias. */
    @ParameterizedTest
    @EnumSource(Cut.class)
    void meansOverFractionsOfFewBits(Cut cut) {
        for (int bits = 1; bits <= 5; bits++) {
            for (int m = 1; m <= 8; m++) {
                BigFraction sum = BigFraction.ZERO;
                for (int k = 0; k < 1 << m; k++) {
                    Law law = Law.at(cut, bits, BigFraction.of(k, 1 << m));
                    if (m <= bits) {
                        assertEquals(BigFraction.ZERO, law.bias());
                    }
                    sum = sum.add(law.bias());
                }
                BigFraction t = BigFraction.of(1 << bits, 1 << m);
                BigFraction expected =
                        switch (cut) {
                            case FLOOR ->
                                HALF.divide(1 << bits)
                                        .multiply(BigFraction.ONE.subtract(t))
                                        .negate();
                            case HALF -> BigFraction.of(1, 2 << m);
                            case EVEN, ODD -> BigFraction.ZERO;
                        };
                assertEquals(m <= bits ? BigFraction.ZERO : expected, sum.divide(1 << m), cut + " " + bits + " " + m);
            }
        }
    }

    /** (1): the mean square of the error is h²(f(1 − f) + (p − f)(1 − 2f)). */
    @ParameterizedTest
    @EnumSource(Cut.class)
    void meanSquareError(Cut cut) {
        for (int k = 0; k < 64; k++) {
            BigFraction f = BigFraction.of(k, 64);
            Law law = Law.at(cut, 3, f);
            BigFraction expected = f.multiply(BigFraction.ONE.subtract(f))
                    .add(law.bias().multiply(BigFraction.ONE.subtract(f.multiply(2))));
            assertEquals(expected, law.variance().add(law.bias().pow(2)));
        }
    }

    @Test
    void tableHolds() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| input | inputs | R | cut | least bias | greatest bias | mean bias | mean variance |",
                "|---|---|---|---|---|---|---|---|"));
        for (int bits : new int[] {1, 2, 4}) {
            rows(lines, "bfloat16", 4, bits);
        }
        for (int bits : new int[] {2, 4}) {
            rows(lines, "binary16", 7, bits);
        }
        for (int bits : new int[] {4, 8}) {
            rows(lines, "binary32", 20, bits);
        }
        NoteBlock.assertHolds("few-bit-stochastic-rounding.md", "few-bits", lines);
    }

    private static void rows(List<String> lines, String type, int m, int bits) {
        boolean all = m <= 10;
        List<BigFraction> fractions = all ? multiples(m) : beside(m, bits);
        for (Cut cut : Cut.values()) {
            List<Law> laws = fractions.stream().map(f -> Law.at(cut, bits, f)).toList();
            TreeSet<BigFraction> biases = new TreeSet<>((a, b) -> a.subtract(b).signum());
            laws.forEach(law -> biases.add(law.bias()));
            lines.add(String.join(
                    " | ",
                    "| " + type,
                    all ? "all " + fractions.size() : "beside",
                    String.valueOf(bits),
                    "`" + cut.expression() + "`",
                    units(biases.first(), bits),
                    units(biases.last(), bits),
                    all ? units(mean(laws.stream().map(Law::bias).toList()), bits) : "–",
                    (all ? decimal(mean(laws.stream().map(Law::variance).toList())) : "–") + " |"));
        }
    }

    private static List<BigFraction> multiples(int m) {
        List<BigFraction> result = new ArrayList<>();
        for (int k = 0; k < 1 << m; k++) {
            result.add(BigFraction.of(k, 1 << m));
        }
        return result;
    }

    /** Multiples of 1/(2N) in [0, 1) and the multiples of 2^−m beside them. */
    private static List<BigFraction> beside(int m, int bits) {
        List<BigFraction> result = new ArrayList<>();
        BigFraction unit = BigFraction.of(1, 1 << m);
        for (int k = 0; k < 2 << bits; k++) {
            BigFraction f = BigFraction.of(k, 2 << bits);
            result.add(f);
            result.add(f.add(unit));
            result.add(BigFraction.of(k + 1, 2 << bits).subtract(unit));
        }
        return result;
    }

    private static BigFraction mean(List<BigFraction> values) {
        return values.stream().reduce(BigFraction.ZERO, BigFraction::add).divide(values.size());
    }

    private static String units(BigFraction bias, int bits) {
        return decimal(bias.multiply(1 << bits));
    }

    private static String decimal(BigFraction value) {
        String text = String.format(Locale.ROOT, "%.6f", value.doubleValue());
        String stripped = text.replaceFirst("\\.?0+$", "").replace('-', '−');
        return stripped.equals("−0") ? "0" : stripped;
    }
}
