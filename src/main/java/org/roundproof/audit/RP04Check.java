package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.audit.Evidence.Text;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.Rounding.Cut;
import org.roundproof.random.WordSource;
import org.roundproof.sgd.fast.FastRounder;

/** RP-04: the exact quantizer and the fast engine's own rounding give the same double. */
public final class RP04Check implements Claim {
    private static final List<String> UNNAMED = List.of(
            "int4(step=1/2)",
            "int8(step=1/64)",
            "uint8(step=3/256)",
            "fixed(integer=3,fraction=4)",
            "int16(step=1/1024)",
            "power(bits=8,exponent=1/2)",
            "p3109(8,4,s,e)",
            "p3109(8,3,u,f)",
            "p3109(8,1,s,f)");

    private static final List<Overflow> OVERFLOWS = List.of(Overflow.SAT_FINITE, Overflow.OVF_INF);

    @Override
    public String id() {
        return "RP-04";
    }

    @Override
    public String title() {
        return "Exact and fast rounding agree";
    }

    @Override
    public String statement() {
        return "Two implementations of every rounding, one on exact reals and one on the bits of doubles, that share no "
                + "rounding code, return the same double (the sign of zero included) for every code point, every midpoint "
                + "and both neighbouring doubles of each, of every named format of up to 8 bits, for the random words at "
                + "which the decision turns; of wider formats at a stride here, every one of up to 16 bits wholly in the "
                + "tests of the build; and on generated inputs of the widest.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259 emulates quantizers in floating point; the roundings are those of IEEE 754-2019 section 4.3 "
                + "and 7.4 and of the note on quantizers";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP04Properties#RP_04_fastRoundingIsExactOnFloats",
                "RP04Properties#RP_04_fastRoundingIsExactOnAnyStep",
                "RP04Properties#RP_04_fastRoundingIsExactOnPowerGrids",
                "RP04Properties#RP_04_wrappingIsExactFarOut");
    }

    @Override
    public Finding check(AuditContext context) {
        List<NumberFormat> formats = new ArrayList<>(Formats.named());
        UNNAMED.forEach(text -> formats.add(Formats.parse(text)));
        List<Tally> tallies = Parallel.map(formats.size(), i -> compare(formats.get(i), context));
        Tally all = new Tally();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < formats.size(); i++) {
            NumberFormat format = formats.get(i);
            all.add(tallies.get(i));
            rows.add(List.of(
                    format.expression(),
                    String.valueOf(format.bits()),
                    inputs(format, context),
                    Digits.count(tallies.get(i).checked()),
                    Digits.count(tallies.get(i).failed())));
        }
        return new Finding(
                all.proved("0 mismatches in " + Digits.count(all.checked())
                        + " comparisons; wholly enumerated where the table says every code, elsewhere by the note's proof and "
                        + "these inputs"),
                List.of(
                        new Table(
                                "Exact against fast, every rounding that the format allows, `sat-finite` and `ovf-inf`, six "
                                        + "random words for each input of a stochastic rounding",
                                List.of("format", "bits", "inputs", "comparisons", "mismatches"),
                                rows),
                        new Text(
                                "Besides these, each format's corners: zeros, the smallest value and its fractions, both "
                                        + "overflow thresholds and beyond, infinities and NaN.")));
    }

    private static int stride(NumberFormat format, AuditContext context) {
        return format.bits() <= 8 ? context.size(37, 1, 1) : context.size(4001, 127, 1);
    }

    private static boolean generated(NumberFormat format) {
        return format.bits() > 16;
    }

    private static String inputs(NumberFormat format, AuditContext context) {
        int stride = stride(format, context);
        return generated(format) ? "generated" : stride == 1 ? "every code" : "one code in " + stride;
    }

    private static List<Rounding> roundings(NumberFormat format) {
        List<Rounding> roundings = new ArrayList<>(List.of(Rounding.Deterministic.values()));
        roundings.add(new Rounding.Stochastic());
        for (Cut cut : Cut.values()) {
            roundings.add(new Rounding.StochasticBits(cut == Cut.FLOOR ? 32 : 5, cut));
        }
        if (format instanceof UniformFormat) {
            roundings.add(new Rounding.Tpdf());
            roundings.add(new Rounding.Subtractive());
        }
        return roundings;
    }

    private static Tally compare(NumberFormat format, AuditContext context) {
        List<Double> points = generated(format)
                ? CriticalPoints.generate(format, context.size(20, 1000, 100_000), context.seed())
                : CriticalPoints.enumerate(format, stride(format, context));
        points.addAll(CriticalPoints.corners(format));
        List<Quantizer> quantizers = new ArrayList<>();
        for (Rounding rounding : roundings(format)) {
            OVERFLOWS.forEach(overflow -> quantizers.add(new Quantizer(format, rounding, overflow)));
        }
        Tally tally = new Tally();
        List<FastRounder> rounders = quantizers.stream().map(FastRounder::of).toList();
        for (double x : points) {
            List<WordSource> words = CriticalPoints.words(format, x);
            for (int i = 0; i < quantizers.size(); i++) {
                boolean random = !(quantizers.get(i).rounding() instanceof Rounding.Deterministic);
                compare(tally, quantizers.get(i), rounders.get(i), x, random ? words : words.subList(0, 1));
            }
        }
        return tally;
    }

    private static void compare(
            Tally tally, Quantizer quantizer, FastRounder rounder, double x, List<WordSource> words) {
        for (WordSource word : words) {
            double exact = quantizer.quantize(x, word);
            double fast = rounder.round(x, word);
            tally.require(
                    Double.doubleToLongBits(exact) == Double.doubleToLongBits(fast),
                    () -> quantizer.expression() + " of " + Double.toHexString(x) + " with word 0x"
                            + Integer.toHexString(word.word(0, 0)) + ": exact " + Double.toHexString(exact) + ", fast "
                            + Double.toHexString(fast));
        }
    }
}
