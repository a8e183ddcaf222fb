package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.Interval;
import org.roundproof.theory.IntervalField;
import org.roundproof.theory.LowerBound;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.TargetLaws;

/** RP-13: without bias the risk is the noise times k/N + Nγ²Σλ² of the quantized spectrum, up to constants. */
public final class RP13Check implements Claim {
    private static final IntervalField FIELD = IntervalField.INSTANCE;
    private static final double STEP = 0.125;
    private static final double EPSILON = 0.0078125;

    @Override
    public String id() {
        return "RP-13";
    }

    @Override
    public String title() {
        return "The effective dimension of the quantized spectrum governs the variance";
    }

    @Override
    public String statement() {
        return "Let $k^* = \\#\\{i : \\lambda_i^{(q)} \\ge 1/(N\\gamma)\\}$ and $\\mathcal{D} = k^*/N + N\\gamma^2\\sum_{i>k^*}"
                + "(\\lambda_i^{(q)})^2$. On a Gaussian product design with $w^* = 0$ and $w_0 = 0$, where the risk is variance alone, "
                + "$\\tfrac{1}{31}(1-\\tfrac1N)(2-\\tfrac1N)\\,\\check\\sigma^2\\mathcal{D} \\le \\tfrac12\\mathbb{E}\\|\\bar w\\|^2_{H_q} \\le "
                + "\\tfrac12\\hat\\sigma^2\\mathcal{D}/(1-\\gamma\\hat\\alpha\\,\\mathrm{tr}H_q)$ for every spectrum. The dimension of "
                + "the unquantized spectrum does not do: additive data error lifts the tail.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, main theorem (effective dimension); Bartlett et al., PNAS 117 (2020); the note";
    }

    @Override
    public String expected() {
        return "ENCLOSED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP13Properties#RP_13_varianceIsWithinConstantsOfTheDimension",
                "RP13Properties#RP_13_sumsAreThoseOfTheDefinition");
    }

    /** What quantizes the features. */
    private enum Data {
        NONE("full precision"),
        ADDITIVE("additive"),
        MULTIPLICATIVE("multiplicative"),
        SHARED("multiplicative, shared");

        private final String label;

        Data(String label) {
            this.label = label;
        }

        ProductMoments<Interval> moments(double[] lambda) {
            double[] optimum = new double[lambda.length];
            return switch (this) {
                case NONE -> ProductMoments.gaussian(FIELD, lambda, optimum, 1);
                case ADDITIVE ->
                    ProductMoments.gaussian(FIELD, lambda, optimum, 1, new AdditiveModel(EPSILON, UnitLaw.GAUSSIAN));
                default ->
                    ProductMoments.gaussian(
                            FIELD,
                            lambda,
                            optimum,
                            1,
                            new MultiplicativeModel(EPSILON, UnitLaw.GAUSSIAN, this == SHARED));
            };
        }
    }

    private record Case(Spectrum spectrum, Data data, int dimension, int steps) {}

    /**
     * One setting, computed.
     *
     * @param dimension 𝒟 of H_q
     * @param unquantized 𝒟 of H
     * @param risk ½E‖w̄‖²_{H_q}, enclosed
     */
    private record Row(Case setting, double dimension, double unquantized, Interval risk, RiskBound.Terms bound) {
        double ratio() {
            return risk.upper() / (bound.effectiveNoise() / 2 * dimension);
        }
    }

    private static Row row(Case one) {
        double[] lambda = one.spectrum().eigenvalues(one.dimension());
        double trace = 0;
        for (double each : lambda) {
            trace += each;
        }
        for (int i = 0; i < lambda.length; i++) {
            lambda[i] /= trace;
        }
        ProductMoments<Interval> moments = one.data().moments(lambda);
        BoundSetting setting = new BoundSetting(moments, TargetLaws.NONE, STEP, 1, one.steps());
        RiskBound bound = setting.bound();
        if (!(bound instanceof RiskBound.Terms terms)) {
            throw new IllegalStateException("no bound for " + one + ": " + bound);
        }
        double[] quantized = moments.coordinates().stream()
                .map(CoordinateMoments::m2)
                .mapToDouble(Interval::midpoint)
                .toArray();
        return new Row(
                one,
                dimension(quantized, one.steps()),
                dimension(lambda, one.steps()),
                setting.risk().overQuantizedOptimum(),
                terms);
    }

    /** 𝒟 = (1/N) Σ min(1, (Nγλ)²). */
    private static double dimension(double[] eigenvalues, int steps) {
        double sum = 0;
        for (double eigenvalue : eigenvalues) {
            double x = steps * STEP * eigenvalue;
            sum += Math.min(1, x * x);
        }
        return sum / steps;
    }

    @Override
    public Finding check(AuditContext context) {
        List<Spectrum> spectra = List.of(
                new Spectrum.Power(1.5),
                new Spectrum.Power(2),
                new Spectrum.Exponential(0.125),
                new Spectrum.LogPower(1, 2),
                new Spectrum.Spiked(5, 16));
        int dimension = context.size(20, 60, 200);
        int[] steps =
                context.size(0, 0, 1) == 1 ? new int[] {16, 64, 256, 1024, 4096, 16384} : new int[] {16, 64, 256, 1024};
        List<Case> cases = new ArrayList<>();
        for (Spectrum spectrum : spectra) {
            for (Data data : Data.values()) {
                for (int n : steps) {
                    cases.add(new Case(spectrum, data, dimension, n));
                }
            }
        }
        List<Row> rows = Parallel.map(cases.size(), i -> row(cases.get(i)));
        Tally tally = new Tally();
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        double gap = 0;
        for (Row row : rows) {
            LowerBound lower = row.bound().lower();
            double floor = lower == null ? Double.NaN : lower.value();
            tally.require(
                    row.bound().value() >= row.risk().upper()
                            && floor <= row.risk().lower()
                            && floor > 0,
                    () -> row.setting() + ": risk " + row.risk() + " not within [" + floor + ", "
                            + row.bound().value() + "]");
            least = Math.min(least, row.ratio());
            most = Math.max(most, row.ratio());
            gap = Math.max(gap, row.bound().value() / floor);
        }
        Row worst = row(new Case(new Spectrum.Power(2), Data.ADDITIVE, 60, 4096));
        double wrong = worst.bound().value() * worst.unquantized() / worst.dimension();
        tally.require(
                wrong < worst.risk().lower(),
                () -> "the unquantized dimension bounds the risk after all: " + wrong + ", " + worst.risk());
        String range = Digits.fixed(least, 3) + " and " + Digits.fixed(most, 3);
        Table own = own(tally);
        Verdict verdict = tally.failed() > 0
                ? tally.proved("")
                : new Verdict.Enclosed("by the note's proof; in " + rows.size()
                        + " settings over five spectra the enclosed risk is between " + range
                        + " times σ̂²𝒟/2, upper over lower bound at most " + Digits.fixed(gap, 1));
        return new Finding(verdict, List.of(table(rows, dimension), witness(worst, wrong), own, plot(rows)));
    }

    private static Table witness(Row worst, double wrong) {
        return new Table(
                "The dimension of the unquantized spectrum in place of the quantized one",
                List.of("setting", "𝒟 of H", "𝒟 of H_q", "bound with 𝒟 of H", "exact risk ≥"),
                List.of(List.of(
                        text(worst.setting()),
                        Digits.scientific(worst.unquantized(), 4),
                        Digits.scientific(worst.dimension(), 4),
                        Digits.atMost(wrong, 4),
                        Digits.atLeast(worst.risk().lower(), 4))));
    }

    /** What RP-13 asks beyond RP-12, each dropped in a rational setting of one feature. */
    private static Table own(Tally tally) {
        BigFraction lambda = BigFraction.of(1, 64);
        RationalField field = RationalField.INSTANCE;
        SmallDesign lifted = new SmallDesign(
                ProductMoments.gaussian(
                        field,
                        new double[] {lambda.doubleValue()},
                        new double[1],
                        1,
                        new AdditiveModel(1, UnitLaw.RADEMACHER)),
                TargetLaws.NONE,
                0.25,
                4,
                1);
        SmallDesign plain = new SmallDesign(
                ProductMoments.gaussian(field, new double[] {lambda.doubleValue()}, new double[1], 1),
                TargetLaws.NONE,
                0.25,
                4,
                1);
        List<Witness> witnesses = List.of(
                new Witness(
                        "the spectrum of $H_q$",
                        "Gaussian $x$, $\\lambda = \\frac1{64}$, $w^* = 0$, $\\sigma^2 = 1$, N = 4, γ = 1/4, B = 1; additive data error 1, "
                                + "and the bound with the spectrum of $H$",
                        true,
                        plain.bound(),
                        plain.risk(),
                        lifted.risk()),
                new Witness(
                        "no bias: $w_0 = w_q^*$",
                        "Gaussian $x$, $\\lambda = \\sigma^2 = 1$, N = 4, γ = 1/4, B = 1; $w^* = 1$, and the bound of the variance",
                        true,
                        SmallDesign.gaussian(0, 1, 0.25, 4, 1).bound(),
                        SmallDesign.gaussian(0, 1, 0.25, 4, 1).risk(),
                        SmallDesign.gaussian(1, 1, 0.25, 4, 1).risk()));
        witnesses.forEach(witness -> tally.require(witness.holds(), () -> "no witness: " + witness));
        return new Table(
                "What is asked beyond the assumptions of RP-12, in rational arithmetic: the bound, and the exact risk with the "
                        + "assumption and without it",
                Witness.COLUMNS,
                witnesses.stream().map(Witness::cells).toList());
    }

    private static String text(Case one) {
        return one.spectrum().expression() + ", " + one.data().label + ", d = " + one.dimension() + ", N = "
                + one.steps();
    }

    private static Table table(List<Row> rows, int dimension) {
        List<List<String>> cells = new ArrayList<>();
        for (Row row : rows) {
            LowerBound lower = row.bound().lower();
            cells.add(List.of(
                    row.setting().spectrum().expression(),
                    row.setting().data().label,
                    String.valueOf(row.setting().steps()),
                    String.valueOf(row.bound().effectiveDimension()),
                    Digits.scientific(row.dimension(), 4),
                    Digits.atLeast(lower == null ? Double.NaN : lower.value(), 4),
                    Digits.atMost(row.risk().upper(), 4),
                    Digits.atMost(row.bound().value(), 4),
                    Digits.fixed(row.ratio(), 3)));
        }
        return new Table(
                "Variance: $w^* = 0$, $\\sigma^2 = 1$, $\\gamma = 1/8$, $B = 1$, $d = " + dimension
                        + "$, $\\mathrm{tr}H = 1$, data error $\\varepsilon = 1/128$; lower bound, upper end of the exact risk, upper "
                        + "bound, and the risk in units of $\\tfrac12\\hat\\sigma^2\\mathcal{D}$",
                List.of("spectrum", "data", "N", "k*", "𝒟", "lower bound", "exact risk ≤", "upper bound", "ratio"),
                cells);
    }

    private static Plot plot(List<Row> rows) {
        List<Series> series = new ArrayList<>();
        for (Data data : Data.values()) {
            List<Row> own = rows.stream()
                    .filter(row -> row.setting().data() == data)
                    .sorted((p, q) -> Double.compare(p.dimension(), q.dimension()))
                    .toList();
            series.add(new Series(
                    data.label,
                    Style.POINTS,
                    own.stream().mapToDouble(Row::dimension).toArray(),
                    own.stream().mapToDouble(row -> row.risk().upper()).toArray(),
                    new double[0]));
        }
        double[] x = rows.stream().mapToDouble(Row::dimension).sorted().toArray();
        double[] half = rows.stream()
                .mapToDouble(Row::dimension)
                .sorted()
                .map(v -> v / 2)
                .toArray();
        series.add(new Series("σ²𝒟/2", Style.DASHED, x, half, new double[0]));
        return new Plot(
                "rp13-variance",
                "Exact risk over 𝒟 of the quantized spectrum, every spectrum and number of steps of the table",
                new Axis("effective dimension over N", true),
                new Axis("exact risk (variance)", true),
                series);
    }
}
