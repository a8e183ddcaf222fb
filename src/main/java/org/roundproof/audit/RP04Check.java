package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.roundproof.audit.Evidence.HeatMap;
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

    /** Errors are planted at fewer inputs of a format than this. */
    private static final int SAMPLE = 2000;

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
        List<Compared> compared = Parallel.map(formats.size(), i -> compare(formats.get(i), context));
        Tally all = new Tally();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < formats.size(); i++) {
            NumberFormat format = formats.get(i);
            Tally tally = compared.get(i).tally();
            all.add(tally);
            rows.add(List.of(
                    format.expression(),
                    String.valueOf(format.bits()),
                    inputs(format, context),
                    Digits.count(tally.checked()),
                    Digits.count(tally.failed())));
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
                        map(formats, compared),
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

    /**
     * What came of one format.
     *
     * @param tally every comparison
     * @param sampled comparisons that were made with each planted error, too
     * @param seen how many of them each planted error fails, in the order of {@link PlantedError}
     */
    private record Compared(Tally tally, long sampled, long[] seen) {
        /** Per cent of comparisons that fail: of fast rounding, then of each planted error. */
        double[] shares() {
            return DoubleStream.concat(
                            DoubleStream.of(100.0 * tally.failed() / tally.checked()),
                            LongStream.of(seen).mapToDouble(count -> 100.0 * count / sampled))
                    .toArray();
        }
    }

    /** Formats from top to bottom as in the table. */
    private static HeatMap map(List<NumberFormat> formats, List<Compared> compared) {
        int count = formats.size();
        List<String> columns = new ArrayList<>(List.of("none"));
        for (PlantedError error : PlantedError.values()) {
            columns.add(error.label());
        }
        return new HeatMap(
                "rp04-mismatches",
                "Comparisons in which fast rounding is not the exact one, in per cent: as it is (first column), and with an error "
                        + "of the least size planted (`x + 1 ulp`: the next double above $x$ is rounded; `binary32`: $x$ goes "
                        + "through binary32 first; `word + 1`: the next random word; `one word`: every word after the first "
                        + "is 0). What is planted is seen in each column, so that an error of the fast path would be, too; "
                        + "planted errors are tried at up to " + Digits.count(SAMPLE) + " inputs of each format",
                "error planted into fast rounding",
                columns,
                "format",
                IntStream.range(0, count)
                        .mapToObj(row -> formats.get(count - 1 - row).expression())
                        .toList(),
                "% of comparisons",
                IntStream.range(0, count)
                        .mapToObj(row -> compared.get(count - 1 - row).shares())
                        .toArray(double[][]::new));
    }

    private static Compared compare(NumberFormat format, AuditContext context) {
        List<Double> points = generated(format)
                ? CriticalPoints.generate(format, context.size(20, 1000, 100_000), context.seed())
                : CriticalPoints.enumerate(format, stride(format, context));
        points.addAll(CriticalPoints.corners(format));
        List<Quantizer> quantizers = new ArrayList<>();
        for (Rounding rounding : roundings(format)) {
            OVERFLOWS.forEach(overflow -> quantizers.add(new Quantizer(format, rounding, overflow)));
        }
        Tally tally = new Tally();
        long sampled = 0;
        long[] seen = new long[PlantedError.values().length];
        List<FastRounder> rounders = quantizers.stream().map(FastRounder::of).toList();
        // points come in threes of a value and its neighbours, values and midpoints in turn: 6k + 1 meets all of them
        int step = 6 * (points.size() / SAMPLE) + 1;
        for (int p = 0; p < points.size(); p++) {
            double x = points.get(p);
            List<WordSource> words = CriticalPoints.words(format, x);
            for (int i = 0; i < quantizers.size(); i++) {
                boolean random = !(quantizers.get(i).rounding() instanceof Rounding.Deterministic);
                for (WordSource word : random ? words : words.subList(0, 1)) {
                    double exact = compare(tally, quantizers.get(i), rounders.get(i), x, word);
                    if (p % step == 0) {
                        sampled++;
                        for (PlantedError error : PlantedError.values()) {
                            double wrong = error.round(rounders.get(i), x, word);
                            seen[error.ordinal()] += same(exact, wrong) ? 0 : 1;
                        }
                    }
                }
            }
        }
        return new Compared(tally, sampled, seen);
    }

    /** Enters one comparison; the exact value. */
    private static double compare(Tally tally, Quantizer quantizer, FastRounder rounder, double x, WordSource word) {
        double exact = quantizer.quantize(x, word);
        double fast = rounder.round(x, word);
        tally.require(
                same(exact, fast),
                () -> quantizer.expression() + " of " + Double.toHexString(x) + " with word 0x"
                        + Integer.toHexString(word.word(0, 0)) + ": exact " + Double.toHexString(exact) + ", fast "
                        + Double.toHexString(fast));
        return exact;
    }

    private static boolean same(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }
}
