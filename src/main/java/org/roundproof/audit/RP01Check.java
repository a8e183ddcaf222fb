package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.audit.Evidence.Text;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/** RP-01: E Q(x) = x for exact stochastic rounding, and the bias of its R-bit variants, as rational identities. */
public final class RP01Check implements Claim {
    /** Fractions of a gap at which distributions are compared: k/m. */
    private static final int[][] FRACTIONS = {{0, 1}, {1, 8}, {1, 3}, {1, 2}, {5, 7}, {1023, 1024}};

    private static final int[] BITS = {1, 2, 3, 4, 6, 8};

    private static final List<String> UNIFORM =
            List.of("int8(step=1/64)", "int4(step=1)", "uint8(step=1/4)", "fixed(integer=3,fraction=4)");

    @Override
    public String id() {
        return "RP-01";
    }

    @Override
    public String title() {
        return "Stochastic rounding is unbiased";
    }

    @Override
    public String statement() {
        return "For every number format and every real $x$ between its least and its greatest finite value, stochastic "
                + "rounding has $\\mathbb{E}\\,Q(x) = x$. With $R$ random bits its bias is $\\pm h\\,(P_R(f) - f)$, where "
                + "$h$ is the gap around $x$, $f$ the fraction of the gap and $P_R(f)$ the share of the $2^R$ words that "
                + "round away from zero; it is at most $h\\,2^{-R}$ for the cut `floor` and $h\\,2^{-(R+1)}$ for `half`, "
                + "`even` and `odd`.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, assumption that every quantizer is unbiased; stochastic rounding after Croci et al., "
                + "R. Soc. Open Sci. 9 (2022) 211631, section 2";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP01Properties#RP_01_fewBitBiasIsThatOfTheDefinition",
                "RP01Properties#RP_01_stochasticRoundingIsUnbiased",
                "RP01Properties#RP_01_wordsDecideAsTheRealNumberTheySpell");
    }

    @Override
    public Finding check(AuditContext context) {
        List<NumberFormat> formats = Stream.concat(
                        Formats.named().stream().filter(f -> f.bits() <= 16),
                        UNIFORM.stream().map(Formats::parse))
                .toList();
        Tally all = new Tally();
        List<List<String>> rows = new ArrayList<>();
        List<Tally> parts = Parallel.map(formats.size(), i -> unbiased(formats.get(i), context));
        for (int i = 0; i < formats.size(); i++) {
            NumberFormat format = formats.get(i);
            rows.add(List.of(
                    format.expression(),
                    String.valueOf(format.bits()),
                    Digits.count(Gap.of(format, stride(format, context)).size()),
                    Digits.count(parts.get(i).checked()),
                    Digits.count(parts.get(i).failed())));
            all.add(parts.get(i));
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Table(
                "Exact `sr`: support, probabilities and mean of $Q(x)$ as rational numbers, at " + FRACTIONS.length
                        + " fractions of each gap",
                List.of("format", "bits", "gaps", "identities", "failed"),
                rows));
        evidence.add(fewBits(context, all));
        evidence.add(biasPlot());
        evidence.add(new Text(
                "Outside the range `sat-finite` returns the largest value, so the bias there is its distance to "
                        + "$x$. The claim speaks of the range; RP-19 prints the probability of leaving it."));
        return new Finding(
                all.proved(Digits.count(all.checked()) + " rational identities over " + formats.size()
                        + " formats hold; the note proves them for every gap and every real"),
                evidence);
    }

    private static int stride(NumberFormat format, AuditContext context) {
        return format.bits() <= 8 ? context.size(5, 1, 1) : format.bits() <= 12 ? 7 : context.size(2003, 101, 7);
    }

    private static Tally unbiased(NumberFormat format, AuditContext context) {
        Tally tally = new Tally();
        Quantizer quantizer = new Quantizer(format, new Rounding.Stochastic(), Overflow.SAT_FINITE);
        for (Gap gap : Gap.of(format, stride(format, context))) {
            for (int[] fraction : FRACTIONS) {
                ExactReal x = gap.point(fraction[0], fraction[1]);
                Distribution law = quantizer.distribution(x);
                BigFraction f = BigFraction.of(fraction[0], fraction[1]);
                tally.require(
                        law.mean().equals(x.toFraction()),
                        () -> quantizer.expression() + " at " + x + ": mean " + law.mean());
                tally.require(
                        law.bias().equals(BigFraction.ZERO),
                        () -> quantizer.expression() + " at " + x + ": bias " + law.bias());
                tally.require(
                        Probability.of(law, gap.lower()).equals(BigFraction.ONE.subtract(f))
                                && Probability.of(law, gap.upper()).equals(f),
                        () -> quantizer.expression() + " at " + x + ": " + law.support());
            }
        }
        return tally;
    }

    private static Table fewBits(AuditContext context, Tally all) {
        NumberFormat format = Formats.parse("e4m3");
        // One gap of each sign, normal and subnormal, and the topmost.
        List<Gap> gaps = List.of(
                new Gap(1.0, format.nextUp(1.0)),
                new Gap(format.nextDown(-1.0), -1.0),
                new Gap(format.smallestPositive(), 2 * format.smallestPositive()),
                new Gap(format.nextDown(format.maxFinite()), format.maxFinite()));
        List<Rounding.Cut> cuts = List.of(Rounding.Cut.values());
        int largest = context.size(4, 8, 8);
        List<List<String>> rows = new ArrayList<>();
        for (int bits : IntStream.of(BITS).filter(b -> b <= largest).toArray()) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(bits)));
            List<Few> results = Parallel.map(cuts.size(), i -> few(format, gaps, bits, cuts.get(i)));
            for (Few few : results) {
                all.add(few.tally);
                row.add(Digits.fraction(few.worst.multiply(1 << bits)));
            }
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("R"));
        cuts.forEach(cut -> columns.add(cut.expression()));
        return new Table(
                "`e4m3:sr(R,cut)`: largest $|\\mathrm{bias}|\\cdot 2^R/h$ over the fractions "
                        + "$k/(3 \\cdot 2^{R+1})$; every value equals the count over all $2^R$ words",
                columns,
                rows);
    }

    /** Fractions at which R-bit variants are compared: k/(3·2^(R+1)) are grid points, ties and neither. */
    private static int density(int bits) {
        return 3 << (bits + 1);
    }

    private record Few(Tally tally, BigFraction worst) {}

    private static Few few(NumberFormat format, List<Gap> gaps, int bits, Rounding.Cut cut) {
        Rounding.StochasticBits rounding = new Rounding.StochasticBits(bits, cut);
        Quantizer quantizer = new Quantizer(format, rounding, Overflow.SAT_FINITE);
        Tally tally = new Tally();
        int density = density(bits);
        BigFraction worst = BigFraction.ZERO;
        for (Gap gap : gaps) {
            boolean positive = gap.lower() >= 0;
            for (int k = 0; k < density; k++) {
                ExactReal x = positive ? gap.point(k, density) : gap.point(density - k, density);
                BigFraction off = FewBits.away(rounding, k, density).subtract(BigFraction.of(k, density));
                BigFraction outward = off.multiply(gap.width());
                BigFraction bias = quantizer.distribution(x).bias();
                tally.require(
                        bias.equals(positive ? outward : outward.negate()),
                        () -> quantizer.expression() + " at " + x + ": bias " + bias);
                tally.require(
                        Order.compare(off.abs(), FewBits.bound(rounding)) <= 0,
                        () -> quantizer.expression() + " at " + x + ": bias beyond the bound");
                worst = Order.compare(off.abs(), worst) > 0 ? off.abs() : worst;
            }
        }
        return new Few(tally, worst);
    }

    private static Plot biasPlot() {
        int density = 384;
        List<Series> series = new ArrayList<>();
        for (Rounding.Cut cut : Rounding.Cut.values()) {
            double[] f = new double[density];
            double[] bias = new double[density];
            for (int k = 0; k < density; k++) {
                f[k] = (double) k / density;
                bias[k] = FewBits.away(new Rounding.StochasticBits(2, cut), k, density)
                        .subtract(BigFraction.of(k, density))
                        .doubleValue();
            }
            series.add(new Series(cut.expression(), Style.LINE, f, bias, new double[0]));
        }
        return new Plot(
                "rp01-few-bits",
                "Bias of stochastic rounding with $R = 2$ random bits, in units of the gap, for the four cuts",
                new Axis("fraction f of the gap", false),
                new Axis("bias / h", false),
                series);
    }
}
