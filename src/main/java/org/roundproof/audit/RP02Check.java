package org.roundproof.audit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.Radix2;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.VarianceBounds;

/** RP-02: the variance of stochastic rounding, its sharp relative constant, and its additive floor. */
public final class RP02Check implements Claim {
    private static final BigFraction QUARTER = BigFraction.of(1, 4);
    private static final int LARGEST_PRECISION = 11;
    private static final int[][] FRACTIONS = {{0, 1}, {1, 8}, {1, 3}, {1, 2}, {4, 7}};

    @Override
    public String id() {
        return "RP-02";
    }

    @Override
    public String title() {
        return "Variance of stochastic rounding";
    }

    @Override
    public String statement() {
        return "For $x$ between neighbours $lo$ and $hi$ at distance $h$, stochastic rounding has "
                + "$\\mathrm{Var}\\,Q(x) = (x - lo)(hi - x) \\le h^2/4$. For a float of precision $p$ and a normal $x$, "
                + "$\\mathrm{Var}\\,Q(x) \\le \\beta x^2$ with $\\beta = 1/(4k(k+1))$, $k = 2^{p-1}$, and no smaller "
                + "constant will do: the harmonic mean of the lowest cell of every binade attains it. Below the smallest "
                + "normal number the gap is constant and the error is additive: $\\mathrm{Var}\\,Q(x) \\le h_{\\min}^2/4$, "
                + "attained in every cell.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, multiplicative and additive quantization assumptions; the sharp constant is derived in "
                + "the note";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP02Properties#RP_02_betaIsSharp",
                "RP02Properties#RP_02_declaredLawsHoldPointwise",
                "RP02Properties#RP_02_errorIsAdditiveBelowTheSmallestNormal",
                "RP02Properties#RP_02_varianceIsProductOfDistances");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally all = new Tally();
        List<FloatFormat> formats = Formats.named().stream()
                .filter(f -> f.bits() <= 16 && f instanceof FloatFormat)
                .map(FloatFormat.class::cast)
                .toList();
        Parallel.map(formats.size(), i -> cells(formats.get(i), context)).forEach(all::add);
        Table sharp = sharpConstants(all);
        Table floor = SubnormalFloor.witness(all);
        Table crossings = SubnormalFloor.crossings(all);
        return new Finding(
                all.proved(Digits.count(all.checked())
                        + " rational identities and inequalities hold; β is attained for every precision p ≤ "
                        + LARGEST_PRECISION + "; the note proves all three statements for every cell"),
                List.of(sharp, floor, crossings, plot(context)));
    }

    /** β = 1/(4k(k+1)), k = 2^(p−1). */
    private static BigFraction beta(int precision) {
        BigInteger k = BigInteger.ONE.shiftLeft(precision - 1);
        return BigFraction.of(BigInteger.ONE, k.multiply(k.add(BigInteger.ONE)).shiftLeft(2));
    }

    private static Tally cells(FloatFormat format, AuditContext context) {
        Tally tally = new Tally();
        Quantizer quantizer = sr(format);
        BigFraction beta = beta(format.precision());
        double normal = Math.scalb(1.0, format.minExponent());
        BigFraction floor = BigFraction.from(format.smallestPositive()).pow(2).multiply(QUARTER);
        int stride = format.bits() <= 8 ? context.size(5, 1, 1) : context.size(2003, 101, 7);
        for (Gap gap : Gap.of(format, stride)) {
            BigFraction most = gap.width().pow(2).multiply(QUARTER);
            boolean subnormal = Math.max(Math.abs(gap.lower()), Math.abs(gap.upper())) <= normal;
            for (int[] fraction : FRACTIONS) {
                ExactReal at = gap.point(fraction[0], fraction[1]);
                BigFraction x = at.toFraction();
                BigFraction variance = quantizer.distribution(at).variance();
                tally.require(
                        variance.equals(x.subtract(gap.lo()).multiply(gap.hi().subtract(x))),
                        () -> quantizer.expression() + " at " + at + ": variance " + variance);
                tally.require(
                        Order.compare(variance, most) <= 0 && (2 * fraction[0] != fraction[1] || variance.equals(most)),
                        () -> quantizer.expression() + " at " + at + ": variance against h²/4");
                if (!subnormal) {
                    tally.require(
                            Order.compare(variance, beta.multiply(x.pow(2))) <= 0,
                            () -> quantizer.expression() + " at " + at + ": variance above βx²");
                } else if (format.subnormals()) {
                    tally.require(
                            most.equals(floor), () -> quantizer.expression() + " near " + at + ": gap not constant");
                }
            }
        }
        return tally;
    }

    private static Table sharpConstants(Tally all) {
        List<List<String>> rows = new ArrayList<>();
        for (int p = 1; p <= LARGEST_PRECISION; p++) {
            FloatFormat format = (FloatFormat) Formats.parse("float(p=" + p + ",emin=-4,emax=4)");
            Quantizer quantizer = sr(format);
            BigFraction beta = beta(p);
            long k = 1L << (p - 1);
            for (int exponent = format.minExponent(); exponent < format.maxExponent(); exponent++) {
                // x = 2·lo·hi/(lo + hi) with lo = k·u, hi = (k+1)·u, u = 2^(exponent − p + 1)
                ExactReal x = ExactReal.ratio(
                        Radix2.of(BigInteger.valueOf(2 * k * (k + 1)), exponent - p + 1),
                        BigInteger.valueOf(2 * k + 1));
                BigFraction relative = quantizer
                        .distribution(x)
                        .variance()
                        .divide(x.toFraction().pow(2));
                all.require(relative.equals(beta), () -> quantizer.expression() + " at " + x + ": " + relative);
            }
            VarianceBounds bounds = quantizer.varianceBounds().orElseThrow();
            BigFraction alpha =
                    BigFraction.from(format.smallestPositive()).pow(2).multiply(QUARTER);
            all.require(
                    bounds.upper().beta().equals(beta) && bounds.upper().alpha().equals(alpha),
                    () -> quantizer.expression() + ": declared law " + bounds.upper());
            rows.add(List.of(
                    String.valueOf(p),
                    beta.toString().replace(" ", ""),
                    Digits.scientific(beta.doubleValue(), 5),
                    Digits.scientific(meanRelativeVariance(p), 5)));
        }
        return new Table(
                "Sharp relative variance β of stochastic rounding to $p$ significant bits, attained at the harmonic mean "
                        + "of the lowest cell of every binade; beside it the mean over a log-uniform significand",
                List.of("p", "β = 1/(4k(k+1))", "β", "mean"),
                rows);
    }

    /** [½ Σ_{j=K}^{2K−1} (1/j + 1/(j+1)) − ln 2]/ln 2, K = 2^(p−1). */
    private static double meanRelativeVariance(int precision) {
        long k = 1L << (precision - 1);
        double sum = 0;
        for (long j = 2 * k - 1; j >= k; j--) {
            sum += 0.5 / j + 0.5 / (j + 1);
        }
        return (sum - Math.log(2)) / Math.log(2);
    }

    private static Quantizer sr(NumberFormat format) {
        return new Quantizer(format, new Rounding.Stochastic(), Overflow.SAT_FINITE);
    }

    private static Plot plot(AuditContext context) {
        FloatFormat format = (FloatFormat) Formats.parse("e4m3");
        Quantizer quantizer = sr(format);
        int points = context.size(4, 8, 16);
        List<double[]> curve = new ArrayList<>();
        for (Gap gap : Gap.of(format, 1)) {
            if (gap.lower() >= 0 && gap.upper() <= 1) {
                for (int k = gap.lower() == 0 ? 1 : 0; k < points; k++) {
                    ExactReal at = gap.point(k, points);
                    BigFraction relative = quantizer
                            .distribution(at)
                            .variance()
                            .divide(at.toFraction().pow(2));
                    if (relative.signum() > 0) {
                        curve.add(new double[] {at.toDouble(), relative.doubleValue()});
                    }
                }
            }
        }
        double beta = beta(format.precision()).doubleValue();
        double alpha = format.smallestPositive() * format.smallestPositive() / 4;
        double[] x = curve.stream().mapToDouble(p -> p[0]).toArray();
        double[] additive =
                curve.stream().mapToDouble(p -> alpha / (p[0] * p[0])).toArray();
        double[] none = new double[0];
        return new Plot(
                "rp02-relative-variance",
                "`e4m3:sr`: variance over $x^2$ from the subnormal numbers up to 1; multiplicative (below β) on normal "
                        + "numbers, additive ($h_{\\min}^2/4$) below $2^{-6}$",
                new Axis("x", true),
                new Axis("Var Q(x) / x²", true),
                List.of(
                        new Series(
                                "exact",
                                Style.LINE,
                                x,
                                curve.stream().mapToDouble(p -> p[1]).toArray(),
                                none),
                        new Series(
                                "β = 1/(4k(k+1)), k = 8",
                                Style.DASHED,
                                new double[] {x[0], 1},
                                new double[] {beta, beta},
                                none),
                        new Series("h²/4x² of the subnormal gap", Style.DASHED, x, additive, none)));
    }
}
