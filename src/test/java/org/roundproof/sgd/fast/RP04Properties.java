package org.roundproof.sgd.fast;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.roundproof.InputException;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.testkit.FormatArbitraries;

/** RP-04 on formats too wide to enumerate, and on formats that nobody named. */
class RP04Properties {
    @Property(edgeCases = EdgeCasesMode.NONE)
    void RP_04_fastRoundingIsExactOnFloats(
            @ForAll("floats") NumberFormat format,
            @ForAll("roundings") Rounding rounding,
            @ForAll("policies") Overflow overflow,
            @ForAll("encodings") long bits,
            @ForAll("words") int word) {
        Quantizer quantizer = new Quantizer(format, rounding, overflow);
        agreeAround(quantizer, near(format, bits), word);
        agreeAround(quantizer, Double.longBitsToDouble(bits), word);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void RP_04_fastRoundingIsExactOnAnyStep(
            @ForAll("grids") NumberFormat format,
            @ForAll("dithers") Rounding rounding,
            @ForAll("policies") Overflow overflow,
            @ForAll("encodings") long bits,
            @ForAll("words") int word) {
        Quantizer quantizer;
        try {
            quantizer = new Quantizer(format, rounding, overflow);
        } catch (InputException e) {
            return; // subtractive dither admits few steps
        }
        agreeAround(quantizer, near(format, bits), word);
        agreeAround(quantizer, Double.longBitsToDouble(bits), word);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void RP_04_wrappingIsExactFarOut(
            @ForAll("wrapping") NumberFormat format,
            @ForAll("dithers") Rounding rounding,
            @ForAll("encodings") long bits,
            @ForAll("words") int word) {
        RP_04_fastRoundingIsExactOnAnyStep(format, rounding, Overflow.WRAP, bits, word);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void RP_04_fastRoundingIsExactOnPowerGrids(
            @ForAll("powers") NumberFormat format,
            @ForAll("roundings") Rounding rounding,
            @ForAll("policies") Overflow overflow,
            @ForAll("encodings") long bits,
            @ForAll("words") int word) {
        RP_04_fastRoundingIsExactOnFloats(format, rounding, overflow, bits, word);
    }

    /** A double and its neighbours, with the word given and with those about the threshold there. */
    private static void agreeAround(Quantizer quantizer, double x, int word) {
        FastRounder rounder = FastRounder.of(quantizer);
        for (double at : new double[] {x, Math.nextUp(x), Math.nextDown(x), -x}) {
            int[] words = RoundingCorners.words(quantizer.format(), at);
            RoundingCorners.agree(quantizer, rounder, at, word, Integer.reverse(word));
            RoundingCorners.agree(quantizer, rounder, at, words[Math.floorMod(word, words.length)], -word);
        }
    }

    /** A grid point, a midpoint or a third of the cell of a random double in about the format's range. */
    private static double near(NumberFormat format, long bits) {
        double span = (bits & 0xffff) / 65536.0 * 1.25;
        double x = (bits & 1 << 16) == 0
                ? format.maxFinite() * span
                : format.smallestPositive() * span * (1L << (bits >>> 17 & 31));
        Cell cell = format.cell(ExactReal.of(Double.isFinite(x) ? x : 1.0));
        double low = cell.towardZero().toDouble();
        double gap = cell.awayFromZero().toDouble() - low;
        double inside = low
                + gap
                        * new double[] {0, 0.5, 1.0 / 3, 0x1p-32, 0x1p-33, 3 * 0x1p-33, 0x1p-64, 0.25}
                                [(int) (bits >>> 22 & 7)];
        return bits < 0 ? -inside : inside;
    }

    @Provide
    Arbitrary<NumberFormat> floats() {
        Arbitrary<NumberFormat> named = Arbitraries.of(
                        "tf32", "binary32", "float(p=53,emin=-1022,emax=1022)", "bfloat16", "p3109(15,6,u,e)")
                .map(Formats::parse);
        Arbitrary<NumberFormat> made = Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(-1000, 1000),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.of(true, false))
                .as((p, emin, range, subnormals) -> Formats.parse("float(p=" + p + ",emin=" + emin + ",emax="
                        + (emin + range) + (subnormals ? ")" : ",subnormals=false)")));
        return Arbitraries.oneOf(named, made);
    }

    @Provide
    Arbitrary<NumberFormat> grids() {
        return Combinators.combine(Arbitraries.integers().between(2, 31), steps(), Arbitraries.of(true, false))
                .as((width, step, symmetric) -> UniformFormat.signed(width, trim(step, width), symmetric));
    }

    @Provide
    Arbitrary<NumberFormat> powers() {
        return FormatArbitraries.power();
    }

    @Provide
    Arbitrary<NumberFormat> wrapping() {
        return Combinators.combine(Arbitraries.integers().between(2, 40), steps(), Arbitraries.of(true, false))
                .as((width, step, signed) -> signed
                        ? UniformFormat.signed(width, trim(step, width), false)
                        : UniformFormat.unsigned(width, trim(step, width), (1L << width) / 3));
    }

    private static Arbitrary<Double> steps() {
        Arbitrary<Double> significands = Arbitraries.longs()
                .between(1L << 52, (1L << 53) - 1)
                .withDistribution(RandomDistribution.uniform())
                .map(significand -> significand * 0x1p-52);
        Arbitrary<Integer> exponents = Arbitraries.oneOf(
                Arbitraries.integers().between(-20, 20), Arbitraries.integers().between(-1000, 960));
        return Combinators.combine(
                        exponents, Arbitraries.oneOf(Arbitraries.of(1.0, 1.25, 1.5, 1.0078125), significands))
                .as((exponent, significand) -> Math.scalb(significand, exponent));
    }

    /** The step with its significand cut to 53 − width bits, as the format asks. */
    private static double trim(double step, int width) {
        int unit = Math.getExponent(step) - (52 - width);
        return Math.scalb(Math.floor(Math.scalb(step, -unit)), unit);
    }

    @Provide
    Arbitrary<Long> encodings() {
        return Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    }

    @Provide
    Arbitrary<Integer> words() {
        return Arbitraries.integers().withDistribution(RandomDistribution.uniform());
    }

    @Provide
    Arbitrary<Rounding> roundings() {
        return Arbitraries.of(Arrays.stream(new List<?>[] {
                    RoundingCorners.deterministic(), RoundingCorners.fewBits(), List.of(new Rounding.Stochastic())
                })
                .flatMap(List::stream)
                .map(Rounding.class::cast)
                .toList());
    }

    @Provide
    Arbitrary<Rounding> dithers() {
        return Arbitraries.oneOf(
                roundings(),
                Arbitraries.of(new Rounding.Tpdf(), new Rounding.Subtractive(), new Rounding.Stochastic()));
    }

    @Provide
    Arbitrary<Overflow> policies() {
        return Arbitraries.of(Overflow.SAT_FINITE, Overflow.SAT_PROPAGATE, Overflow.OVF_INF);
    }
}
