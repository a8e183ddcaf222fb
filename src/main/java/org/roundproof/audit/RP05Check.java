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
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.theory.Interval;
import org.roundproof.theory.QuantizedSpectrum;

/** RP-05: additive data error lifts the whole spectrum by ε, in every basis. */
public final class RP05Check implements Claim {
    /** Δ = ¼, so ε = Δ²/4 = 1/64; a range that Gaussian data of variance 1 do not leave. */
    private static final String GRID = "int10(step=1/4)";

    private static final double EPSILON = 1.0 / 64;

    @Override
    public String id() {
        return "RP-05";
    }

    @Override
    public String title() {
        return "Additive data error lifts the spectrum";
    }

    @Override
    public String statement() {
        return "If the error of the data is additive, $\\mathbb{E}[\\tilde x - x \\mid x] = 0$ and "
                + "$\\mathrm{Cov}[\\tilde x - x \\mid x] = \\varepsilon I$, then $H_q = H + \\varepsilon I$: every eigenvalue "
                + "rises by $\\varepsilon$, whatever the basis in which the data are quantized. TPDF dither on a grid of step "
                + "$\\Delta$ (within its range) is such an error, with $\\varepsilon = \\Delta^2/4$; stochastic rounding is not.";
    }

    @Override
    public String citation() {
        return "arXiv 2510.18259, spectrum of the quantized data under additive quantization";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of(
                "RP05Properties#RP_05_additiveModelLiftsByEpsilon",
                "RP05Properties#RP_05_tpdfDitherLiftsByAQuarterSquareStep",
                "RP05Properties#RP_05_rotationsAreLiftedAllTheSame",
                "RP05Properties#RP_05_stochasticRoundingLiftsByLess");
    }

    @Override
    public Finding check(AuditContext context) {
        Tally tally = new Tally();
        Table enumerated = enumerated(tally);
        int d = context.size(40, 200, 200);
        List<Evidence> evidence = new ArrayList<>(List.of(enumerated));
        evidence.addAll(spectra(d, context.size(16, 60, 200), tally));
        return new Finding(
                tally.proved("by the note's one-line proof; " + Digits.count(tally.checked())
                        + " rational matrix entries and rigorous eigenvalue enclosures agree"),
                evidence);
    }

    /** Four rows in three coordinates, and the same rows turned: every joint outcome of the true quantizer. */
    private static Table enumerated(Tally tally) {
        List<BigFraction[]> rows = JointOutcomes.rows(
                64, new int[] {5, -77, 40}, new int[] {-31, 12, 9}, new int[] {64, 3, -90}, new int[] {0, 8, 1});
        List<BigFraction[]> turned = rows.stream().map(RP05Check::turn).toList();
        Quantizer tpdf = (Quantizer) OperatorExpression.parse(GRID + ":tpdf").resolve();
        Quantizer sr = (Quantizer) OperatorExpression.parse(GRID + ":sr").resolve();
        BigFraction quarter = BigFraction.of(1, 4);
        List<List<String>> cells = new ArrayList<>();
        for (List<BigFraction[]> design : List.of(rows, turned)) {
            String name = design == rows ? "rows" : "rows, turned";
            BigFraction[][] h = moment(design.stream().map(JointOutcomes::exact).toList());
            BigFraction[][] dithered = moment(
                    design.stream().map(x -> JointOutcomes.quantized(x, tpdf)).toList());
            BigFraction[][] model = moment(
                    design.stream().map(x -> JointOutcomes.additive(x, quarter)).toList());
            BigFraction[][] rounded = moment(
                    design.stream().map(x -> JointOutcomes.quantized(x, sr)).toList());
            require(tally, name + ", " + tpdf, dithered, h, BigFraction.of(1, 64));
            require(tally, name + ", additive model", model, h, BigFraction.of(1, 16));
            cells.add(line(name, tpdf.expression(), dithered, h));
            cells.add(line(name, "additive model, ε = 1/16", model, h));
            cells.add(line(name, sr.expression(), rounded, h));
        }
        return new Table(
                "$H_q - H$ of four rows in three coordinates by enumeration of every joint outcome: a multiple of the identity "
                        + "for dither and for the additive model, not for stochastic rounding",
                List.of("design", "data", "diagonal of H_q − H", "largest off-diagonal"),
                cells);
    }

    /** A rotation by 3-4-5 in the first two coordinates, rounded to the dyadic numbers that a row holds. */
    private static BigFraction[] turn(BigFraction[] x) {
        double a = 0.6 * x[0].doubleValue() - 0.8 * x[1].doubleValue();
        double b = 0.8 * x[0].doubleValue() + 0.6 * x[1].doubleValue();
        return new BigFraction[] {BigFraction.from(a), BigFraction.from(b), x[2]};
    }

    private static BigFraction[][] moment(List<List<List<JointOutcomes.Outcome>>> rows) {
        return JointOutcomes.secondMoment(rows);
    }

    private static void require(
            Tally tally, String name, BigFraction[][] quantized, BigFraction[][] h, BigFraction epsilon) {
        for (int i = 0; i < h.length; i++) {
            for (int j = 0; j < h.length; j++) {
                BigFraction lift = quantized[i][j].subtract(h[i][j]);
                BigFraction right = i == j ? epsilon : BigFraction.ZERO;
                String where = name + ", entry " + i + ", " + j;
                tally.require(lift.equals(right), () -> where + ": H_q − H = " + lift);
            }
        }
    }

    private static List<String> line(String design, String data, BigFraction[][] quantized, BigFraction[][] h) {
        List<String> diagonal = new ArrayList<>();
        double off = 0;
        for (int i = 0; i < h.length; i++) {
            for (int j = 0; j < h.length; j++) {
                BigFraction lift = quantized[i][j].subtract(h[i][j]);
                if (i == j) {
                    diagonal.add(Digits.fraction(lift));
                } else {
                    off = Math.max(off, Math.abs(lift.doubleValue()));
                }
            }
        }
        return List.of(design, data, String.join(", ", diagonal), off == 0 ? "0" : Digits.scientific(off, 3));
    }

    private static List<Evidence> spectra(int d, int rotated, Tally tally) {
        GaussianProblem problem = Setting.paper(d, 1).problem();
        double[] index = new double[d];
        Arrays.setAll(index, i -> i + 1.0);
        List<Series> series = new ArrayList<>();
        series.add(new Series("H", Style.DASHED, index, problem.eigenvalues(), new double[0]));
        List<List<String>> rows = new ArrayList<>();
        for (String text : List.of("additive(" + EPSILON + ")", GRID + ":tpdf", GRID + ":sr")) {
            Operator operator = OperatorExpression.parse(text).resolve();
            QuantizedSpectrum spectrum = QuantizedSpectrum.of(problem, operator);
            boolean additive = !text.endsWith(":sr");
            if (additive) {
                lifted(tally, text, spectrum);
            }
            double[] values = spectrum.quantizedEigenvalues().stream()
                    .mapToDouble(Interval::midpoint)
                    .toArray();
            series.add(new Series(text, additive ? Style.LINE : Style.POINTS, index, values, new double[0]));
            rows.add(row(text, "as it is", spectrum));
        }
        GaussianProblem turned = Setting.paper(rotated, 1).problem().rotated(1);
        for (String text : List.of("additive(" + EPSILON + ")", GRID + ":tpdf")) {
            QuantizedSpectrum spectrum =
                    QuantizedSpectrum.of(turned, OperatorExpression.parse(text).resolve());
            lifted(tally, text + " rotated", spectrum);
            rows.add(row(text, "rotated, d = " + rotated, spectrum));
        }
        return List.of(
                new Table(
                        "Enclosures of the lift $\\lambda_i^{(q)} - \\lambda_i$ over all $i$ (least lower end, greatest upper end), "
                                + "Gaussian data, $\\lambda_i = i^{-2}$, $d = " + d
                                + "$; $\\Delta^2/4 = 1/64 = 0.015625$",
                        List.of("data", "basis", "lift from", "to", "lift at i = 1", "at the last i"),
                        rows),
                new Plot(
                        "rp05-spectra",
                        "Eigenvalues of $H$ and $H_q$: $\\lambda_i = i^{-2}$, $d = " + d
                                + "$, $\\varepsilon = \\Delta^2/4 = 1/64$",
                        new Axis("index i", true),
                        new Axis("eigenvalue", true),
                        series));
    }

    /** Every enclosure of λ_i^(q) − λ_i holds ε. */
    private static void lifted(Tally tally, String name, QuantizedSpectrum spectrum) {
        List<Interval> lift = spectrum.lift();
        for (int i = 0; i < lift.size(); i++) {
            Interval interval = lift.get(i);
            String where = name + ", eigenvalue " + (i + 1);
            tally.require(
                    interval.lower() <= EPSILON
                            && EPSILON <= interval.upper()
                            && interval.upper() - interval.lower() < 1e-6,
                    () -> where + ": lift in [" + interval.lower() + ", " + interval.upper() + "]");
        }
    }

    private static List<String> row(String text, String basis, QuantizedSpectrum spectrum) {
        List<Interval> lift = spectrum.lift();
        double least = lift.stream().mapToDouble(Interval::lower).min().orElseThrow();
        double greatest = lift.stream().mapToDouble(Interval::upper).max().orElseThrow();
        return List.of(
                text,
                basis,
                Digits.atLeast(least, 8),
                Digits.atMost(greatest, 8),
                Digits.scientific(lift.get(0).midpoint(), 6),
                Digits.scientific(lift.get(lift.size() - 1).midpoint(), 6));
    }
}
