package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.audit.Evidence.Text;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.theory.Interval;
import org.roundproof.theory.QuantizedSpectrum;

/** RP-06: multiplicative data error and the spectrum: where it is not distorted, and the rotated counterexample. */
public final class RP06Check implements Claim {
    private static final double EPSILON = 0.01;
    private static final int SEEDS = 6;

    @Override
    public String id() {
        return "RP-06";
    }

    @Override
    public String title() {
        return "Multiplicative data error and the spectrum";
    }

    @Override
    public String statement() {
        return "Multiplicative data error with one factor for the whole row gives $H_q = (1+\\varepsilon) H$: the spectrum is "
                + "scaled, not distorted. With a factor for each element $H_q = H + \\varepsilon\\,\\mathrm{diag}(H)$, which is "
                + "$(1+\\varepsilon)H$ exactly where $H$ is diagonal in the coordinates that are quantized. In rotated "
                + "coordinates it is not: for $\\lambda_i = i^{-2}$, $d = 200$, $\\varepsilon = 0.01$ and the random rotations of "
                + "seeds 1 to 6, $\\lambda^{(q)}_{200}/\\lambda_{200}$ lies between $2.4$ and $2.6$ in place of $1.01$.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259: multiplicative quantization eliminates spectral distortion. The paper's model is the shared "
                + "factor; a float format has a factor for each element";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP06Properties#RP_06_sharedFactorScalesTheSpectrum",
                "RP06Properties#RP_06_elementwiseFactorAddsTheDiagonal",
                "RP06Properties#RP_06_eigenbasisIsNotDistorted",
                "RP06Properties#RP_06_sharedFactorDoesNotMindRotations",
                "RP06Properties#RP_06_partOfARotationDistortsElementwiseErrorsAlone",
                "RP06Properties#RP_06_rotatedElementwiseErrorLaysANoiseFloor",
                "RP06Properties#RP_06_floatsStayBelowTheirSharpFactor");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        Table enumerated = enumerated(tally);
        int seeds = context.size(SEEDS, SEEDS, 4 * SEEDS);
        List<QuantizedSpectrum> spectra = Parallel.map(seeds, i -> QuantizedSpectrum.of(rotated(i + 1), elementwise()));
        List<List<String>> rows = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Interval ratio = last(spectra.get(seed - 1));
            int s = seed;
            tally.require(
                    ratio.lower() > (s <= SEEDS ? 2.4 : 2) && ratio.upper() < (s <= SEEDS ? 2.6 : 3),
                    () -> "rotation " + s + ": ratio in [" + ratio.lower() + ", " + ratio.upper() + "]");
            rows.add(List.of("elementwise, rotation of seed " + seed, interval(ratio)));
        }
        QuantizedSpectrum diagonal = QuantizedSpectrum.of(problem(), elementwise());
        QuantizedSpectrum shared = QuantizedSpectrum.of(rotated(1), multiplicative(true));
        scaled(tally, "elementwise, diagonal H", diagonal);
        scaled(tally, "shared, rotated", shared);
        rows.add(List.of("elementwise, H diagonal", interval(last(diagonal))));
        rows.add(List.of("shared, rotation of seed 1", interval(last(shared))));
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(enumerated);
        evidence.add(new Table(
                "Enclosure of $\\lambda^{(q)}_{200}/\\lambda_{200}$: $\\lambda_i = i^{-2}$, $d = 200$, $\\varepsilon = 0.01$",
                List.of("multiplicative data error", "ratio at i = 200"),
                rows));
        evidence.add(plot(spectra.get(0), diagonal, shared));
        evidence.add(spectraPlot(spectra.get(0), diagonal, shared));
        evidence.addAll(new RotationSweep(context.size(12, 32, 200), EPSILON, parts(context)).evidence(tally));
        evidence.add(new RotatedRisks(EPSILON, List.of(0.0, 0.03, 0.1, 0.3, 1.0))
                .table(
                        switch (context.profile()) {
                            case SMOKE -> List.of(4);
                            case QUICK -> List.of(6);
                            case FULL -> List.of(16, 48);
                        },
                        tally));
        evidence.add(new Text(
                "The paper says that multiplicative quantization causes no spectral distortion. That holds for its "
                        + "own model, one factor for the whole vector, in every basis. A float format rounds each element by itself; "
                        + "for it the sentence holds in the eigenbasis of $H$ only. In rotated coordinates "
                        + "$\\mathrm{diag}(H) \\approx (\\mathrm{tr} H/d) I$, and floats lay down the same noise floor as integers do: along the path it appears long before "
                        + "the rotation is complete. Distortion is not risk: what the exact risk makes of it stands in the last "
                        + "table."));
        return new Finding(
                tally.proved("both halves by the note's proof; " + Digits.count(tally.checked())
                        + " rational matrix entries and rigorous eigenvalue enclosures agree"),
                evidence);
    }

    private static List<Double> parts(AuditContext context) {
        return switch (context.profile()) {
            case SMOKE -> List.of(0.0, 1.0);
            case QUICK -> List.of(0.0, 0.01, 0.1, 0.3, 1.0);
            case FULL -> List.of(0.0, 0.003, 0.01, 0.03, 0.1, 0.3, 0.6, 1.0);
        };
    }

    private static Operator multiplicative(boolean shared) {
        return (shared ? Noise.SHARED : Noise.MULTIPLICATIVE).of(EPSILON);
    }

    private static Operator elementwise() {
        return multiplicative(false);
    }

    private static GaussianProblem problem() {
        return Setting.paper(200, 1).problem();
    }

    private static GaussianProblem rotated(int seed) {
        return problem().rotated(seed);
    }

    private static Interval last(QuantizedSpectrum spectrum) {
        List<Interval> ratios = spectrum.ratios();
        return ratios.get(ratios.size() - 1);
    }

    private static String interval(Interval x) {
        return Digits.outward(x, 10);
    }

    /** Every enclosure of λ_i^(q)/λ_i holds 1 + ε. */
    private static void scaled(Tally tally, String name, QuantizedSpectrum spectrum) {
        List<Interval> ratios = spectrum.ratios();
        for (int i = 0; i < ratios.size(); i++) {
            Interval ratio = ratios.get(i);
            String where = name + ", eigenvalue " + (i + 1);
            tally.require(
                    ratio.lower() <= 1 + EPSILON
                            && 1 + EPSILON <= ratio.upper()
                            && ratio.upper() - ratio.lower() < 1e-6,
                    () -> where + ": ratio in " + interval(ratio));
        }
    }

    /** ε = 1/16 by the factors 1 ± ¼, on rows whose H is diagonal and on rows whose H is not. */
    private static Table enumerated(Tally tally) {
        List<BigFraction[]> diagonal =
                JointOutcomes.rows(8, new int[] {16, 0}, new int[] {-16, 0}, new int[] {0, 4}, new int[] {0, -4});
        // the same four points turned by 3-4-5
        List<BigFraction[]> turned = JointOutcomes.rows(
                40, new int[] {48, 64}, new int[] {-48, -64}, new int[] {-16, 12}, new int[] {16, -12});
        BigFraction quarter = BigFraction.of(1, 4);
        BigFraction epsilon = BigFraction.of(1, 16);
        List<List<String>> rows = new ArrayList<>();
        for (List<BigFraction[]> design : List.of(diagonal, turned)) {
            String name = design == diagonal ? "axes" : "turned by 3-4-5";
            BigFraction[][] h = JointOutcomes.secondMoment(
                    design.stream().map(JointOutcomes::exact).toList());
            BigFraction[][] own = JointOutcomes.secondMoment(design.stream()
                    .map(x -> JointOutcomes.multiplicative(x, quarter))
                    .toList());
            BigFraction[][] common = JointOutcomes.secondMoment(design.stream()
                    .flatMap(x -> List.of(scale(x, BigFraction.of(3, 4)), scale(x, BigFraction.of(5, 4))).stream())
                    .map(JointOutcomes::exact)
                    .toList());
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    BigFraction lift = h[i][j].multiply(epsilon);
                    BigFraction right = h[i][j].add(i == j ? lift : BigFraction.ZERO);
                    String where = name + ", entry " + i + ", " + j;
                    BigFraction found = own[i][j];
                    BigFraction sharedEntry = common[i][j];
                    tally.require(found.equals(right), () -> where + ": elementwise H_q = " + found);
                    tally.require(sharedEntry.equals(h[i][j].add(lift)), () -> where + ": shared H_q = " + sharedEntry);
                }
            }
            boolean undistorted = own[0][1].equals(h[0][1].multiply(epsilon.add(1)));
            tally.require(undistorted == (design == diagonal), () -> name + ": distortion is the other way round");
            rows.add(List.of(name, matrix(h), matrix(own), matrix(common)));
        }
        return new Table(
                "Four points, factors $1 \\pm \\tfrac14$ ($\\varepsilon = 1/16$), every joint outcome, in rational numbers: "
                        + "$(H_{11}, H_{22}; H_{12})$",
                List.of("coordinates", "H", "H_q elementwise", "H_q shared"),
                rows);
    }

    private static BigFraction[] scale(BigFraction[] x, BigFraction factor) {
        return Arrays.stream(x).map(factor::multiply).toArray(BigFraction[]::new);
    }

    private static String matrix(BigFraction[][] m) {
        return Digits.fraction(m[0][0]) + ", " + Digits.fraction(m[1][1]) + "; " + Digits.fraction(m[0][1]);
    }

    private static Plot plot(QuantizedSpectrum rotated, QuantizedSpectrum diagonal, QuantizedSpectrum shared) {
        QuantizedSpectrum e5m2 = QuantizedSpectrum.of(
                problem(), OperatorExpression.parse("e5m2:sr").resolve());
        QuantizedSpectrum turned = QuantizedSpectrum.of(
                rotated(1), OperatorExpression.parse("e5m2:sr").resolve());
        return new Plot(
                "rp06-distortion",
                "$\\lambda_i^{(q)}/\\lambda_i$: $\\lambda_i = i^{-2}$, $d = 200$, $\\varepsilon = 0.01$, and a true float",
                new Axis("index i", true),
                new Axis("λ_i^(q) / λ_i", true),
                List.of(
                        series("elementwise, rotated", Style.LINE, rotated),
                        series("elementwise, diagonal", Style.DASHED, diagonal),
                        series("shared, rotated", Style.DASHED, shared),
                        series("e5m2:sr, diagonal", Style.POINTS, e5m2),
                        series("e5m2:sr, rotated", Style.POINTS, turned)));
    }

    /** The spectra themselves; where H_q = (1+ε)H they lie on H to the eye. */
    private static Plot spectraPlot(QuantizedSpectrum rotated, QuantizedSpectrum diagonal, QuantizedSpectrum shared) {
        List<Series> all = new ArrayList<>();
        all.add(eigenvalues("H", Style.DASHED, diagonal.eigenvalues()));
        all.add(eigenvalues("elementwise, diagonal", Style.LINE, diagonal.quantizedEigenvalues()));
        all.add(eigenvalues("elementwise, rotated", Style.LINE, rotated.quantizedEigenvalues()));
        all.add(eigenvalues("shared, rotated", Style.DASHED, shared.quantizedEigenvalues()));
        all.add(eigenvalues("additive", Style.LINE, quantized(problem(), "additive(" + EPSILON + ")")));
        all.add(eigenvalues("e4m3:sr, diagonal", Style.POINTS, quantized(problem(), "e4m3:sr")));
        all.add(eigenvalues("e4m3:sr, rotated", Style.POINTS, quantized(rotated(1), "e4m3:sr")));
        all.add(eigenvalues("int8(step=1/16):sr", Style.POINTS, quantized(problem(), "int8(step=1/16):sr")));
        return new Plot(
                "rp06-spectra",
                "Eigenvalues of $H$ and of $H_q$: $\\lambda_i = i^{-2}$, $d = 200$, ideal errors of $\\varepsilon = 0.01$ and true "
                        + "formats",
                new Axis("index i", true),
                new Axis("eigenvalue", true),
                all);
    }

    private static List<Interval> quantized(GaussianProblem problem, String data) {
        return QuantizedSpectrum.of(problem, OperatorExpression.parse(data).resolve())
                .quantizedEigenvalues();
    }

    private static Series eigenvalues(String name, Style style, List<Interval> spectrum) {
        return series(
                name, style, spectrum.stream().mapToDouble(Interval::midpoint).toArray());
    }

    private static Series series(String name, Style style, QuantizedSpectrum spectrum) {
        return series(
                name,
                style,
                spectrum.ratios().stream().mapToDouble(Interval::midpoint).toArray());
    }

    private static Series series(String name, Style style, double[] y) {
        double[] index = new double[y.length];
        Arrays.setAll(index, i -> i + 1.0);
        return new Series(name, style, index, y, new double[0]);
    }
}
