package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.audit.Evidence.Text;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/** RP-03: TPDF and subtractive dither have the same mean and variance at every point. */
public final class RP03Check implements Claim {
    private static final List<String> FORMATS = List.of(
            "int4(step=1/2)", "int8(step=1/16)", "int8(step=3/64)", "uint4(step=1/4)", "fixed(integer=2,fraction=5)");
    private static final BigFraction TWO = BigFraction.of(2);
    private static final BigFraction HALF = BigFraction.of(1, 2);
    private static final BigFraction QUARTER = BigFraction.of(1, 4);

    @Override
    public String id() {
        return "RP-03";
    }

    @Override
    public String title() {
        return "Dither makes the error additive";
    }

    @Override
    public String statement() {
        return "On a uniform grid of step $\\Delta$, a step or more inside the range, nonsubtractive TPDF dither has "
                + "$\\mathbb{E}\\,Q(x) = x$ and $\\mathrm{Var}\\,Q(x) = \\Delta^2/4$ for every $x$; its third and fourth "
                + "central moments still depend on $x$: $\\tfrac14 f(1-4f^2)\\Delta^3$ and "
                + "$(\\tfrac14 - \\tfrac32 f^2 + 3f^4)\\Delta^4$, with $f$ the signed distance from the nearest grid point "
                + "in units of $\\Delta$. Subtractive dither has an error that is uniform and independent of $x$: variance "
                + "$\\Delta^2/12$, third moment $0$, fourth $\\Delta^4/80$.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, additive quantization assumption; Wannamaker, Lipshitz, Vanderkooy, Wright, IEEE Trans. "
                + "Signal Process. 48 (2000) 499–516";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP03Properties#RP_03_subtractiveErrorIsUniformAndIndependentOfX",
                "RP03Properties#RP_03_tpdfMomentsAreConstant",
                "RP03Properties#RP_03_tpdfNeedsHalfAStepOfHeadroom");
    }

    @Override
    public Finding check(AuditContext context) {
        int points = context.size(8, 48, 192);
        Tally all = new Tally();
        List<List<String>> rows = new ArrayList<>();
        List<Tally> parts = Parallel.map(
                FORMATS.size(), i -> dithers((UniformFormat) Formats.parse(FORMATS.get(i)), points, context));
        for (int i = 0; i < parts.size(); i++) {
            all.add(parts.get(i));
            rows.add(List.of(
                    FORMATS.get(i),
                    Digits.count(parts.get(i).checked()),
                    Digits.count(parts.get(i).failed())));
        }
        return new Finding(
                all.proved(Digits.count(all.checked()) + " rational identities hold on " + FORMATS.size()
                        + " grids; the note proves them for every real x"),
                List.of(
                        new Table(
                                "Identities checked at " + points + " points of each cell: probabilities from the "
                                        + "triangular distribution function, mean, variance, third and fourth moments",
                                List.of("grid", "identities", "failed"),
                                rows),
                        edge(),
                        plot(context.size(32, 128, 512))));
    }

    private static Tally dithers(UniformFormat format, int points, AuditContext context) {
        Tally tally = new Tally();
        Quantizer tpdf = new Quantizer(format, new Rounding.Tpdf(), Overflow.SAT_FINITE);
        Quantizer subtractive = new Quantizer(format, new Rounding.Subtractive(), Overflow.SAT_FINITE);
        BigFraction step = BigFraction.from(format.step());
        long stride = format.bits() <= 4 ? 1 : context.size(60, 25, 5);
        for (long n = format.minIndex() + 1; n < format.maxIndex() - 1; n += stride) {
            Gap gap = new Gap(n * format.step(), (n + 1) * format.step());
            for (int k = 0; k < points; k++) {
                ExactReal x = gap.point(k, points);
                BigFraction upper = BigFraction.of(k, points);
                BigFraction f = Order.compare(upper, HALF) > 0 ? upper.subtract(BigFraction.ONE) : upper;
                long nearest = Order.compare(upper, HALF) > 0 ? n + 1 : n;
                Distribution law = tpdf.distribution(x);
                same(tally, tpdf, x, "mean", law.mean(), x.toFraction());
                same(tally, tpdf, x, "variance", law.variance(), step.pow(2).multiply(QUARTER));
                same(tally, tpdf, x, "third moment", law.thirdCentralMoment(), third(f).multiply(step.pow(3)));
                same(
                        tally,
                        tpdf,
                        x,
                        "fourth moment",
                        law.fourthCentralMoment(),
                        fourth(f).multiply(step.pow(4)));
                for (int j = -1; j <= 1; j++) {
                    same(
                            tally,
                            tpdf,
                            x,
                            "probability",
                            Probability.of(law, (nearest + j) * format.step()),
                            chosen(j, f));
                }
                Distribution off = subtractive.distribution(x);
                same(tally, subtractive, x, "mean", off.mean(), x.toFraction());
                same(
                        tally,
                        subtractive,
                        x,
                        "variance",
                        off.variance(),
                        step.pow(2).divide(12));
                same(tally, subtractive, x, "third moment", off.thirdCentralMoment(), BigFraction.ZERO);
                same(
                        tally,
                        subtractive,
                        x,
                        "fourth moment",
                        off.fourthCentralMoment(),
                        step.pow(4).divide(80));
            }
        }
        return tally;
    }

    private static void same(
            Tally tally, Quantizer quantizer, ExactReal x, String what, BigFraction found, BigFraction right) {
        tally.require(
                found.equals(right),
                () -> quantizer.expression() + " at " + x + ": " + what + " " + found + ", not " + right);
    }

    /** P(nearest + j): U₁ + U₂ falls between j + ½ − f and j + 3/2 − f, by the triangular distribution function. */
    private static BigFraction chosen(int j, BigFraction f) {
        BigFraction from = HALF.add(j).subtract(f);
        return triangular(from.add(1)).subtract(triangular(from));
    }

    /** P(U₁ + U₂ ≤ s). */
    private static BigFraction triangular(BigFraction s) {
        if (s.signum() <= 0) {
            return BigFraction.ZERO;
        }
        if (Order.compare(s, TWO) >= 0) {
            return BigFraction.ONE;
        }
        return Order.compare(s, BigFraction.ONE) <= 0
                ? s.pow(2).multiply(HALF)
                : BigFraction.ONE.subtract(TWO.subtract(s).pow(2).multiply(HALF));
    }

    /** f(1 − 4f²)/4. */
    private static BigFraction third(BigFraction f) {
        return f.multiply(BigFraction.ONE.subtract(f.pow(2).multiply(4))).multiply(QUARTER);
    }

    /** ¼ − 3f²/2 + 3f⁴. */
    private static BigFraction fourth(BigFraction f) {
        return QUARTER.subtract(f.pow(2).multiply(3).multiply(HALF))
                .add(f.pow(4).multiply(3));
    }

    private static Text edge() {
        UniformFormat format = (UniformFormat) Formats.parse("int4(step=1/2)");
        Quantizer tpdf = new Quantizer(format, new Rounding.Tpdf(), Overflow.SAT_FINITE);
        BigFraction bias = tpdf.distribution(ExactReal.of(format.maxFinite())).bias();
        return new Text("Within one step of the ends of the range the claim fails: `" + tpdf.expression()
                + "` has bias $" + bias.toString().replace(" ", "")
                + "$ at its largest value, because what should go above it saturates.");
    }

    private static Plot plot(int points) {
        UniformFormat format = (UniformFormat) Formats.parse("int8(step=1)");
        Gap cell = new Gap(0, 1);
        List<Series> series = new ArrayList<>();
        for (Rounding rounding : List.of(new Rounding.Stochastic(), new Rounding.Tpdf(), new Rounding.Subtractive())) {
            Quantizer quantizer = new Quantizer(format, rounding, Overflow.SAT_FINITE);
            double[] x = new double[points + 1];
            double[] variance = new double[points + 1];
            for (int k = 0; k <= points; k++) {
                ExactReal at = cell.point(k, points);
                x[k] = at.toDouble();
                variance[k] = quantizer.distribution(at).variance().doubleValue();
            }
            series.add(new Series(rounding.expression(), Style.LINE, x, variance, new double[0]));
        }
        return new Plot(
                "rp03-variance-in-a-cell",
                "Variance within one cell of a uniform grid of step 1: stochastic rounding depends on $x$, dither does not",
                new Axis("x / Δ", false),
                new Axis("Var Q(x) / Δ²", false),
                series);
    }
}
