package org.roundproof.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.roundproof.audit.AuditContext;
import org.roundproof.audit.AuditResult;
import org.roundproof.audit.Claim;
import org.roundproof.audit.Evidence;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Finding;
import org.roundproof.audit.Verdict;

/** An audit that nobody ran, with every kind of verdict and evidence and with text that tries to break the page. */
final class SampleAudit {
    static final String HOSTILE = "</script><script>alert('x')</script> {{claims}} <!-- & \"quoted\" \u0001";

    private SampleAudit() {}

    static AuditResult result() {
        return new AuditResult(
                new AuditContext(AuditContext.Profile.QUICK, -1L, 2),
                List.of(proved(), enclosed(), supported(), refuted(), notApplicable(), surprising()),
                41.25);
    }

    private static AuditResult.Entry proved() {
        Claim claim = claim(
                "RP-01",
                "Stochastic rounding is unbiased",
                "Inside the range $E[Q(x)\\,|\\,x] = x$ for every format; with $R$ random bits the bias is at most $h\\cdot 2^{-R}$.",
                "PROVED");
        Evidence table = new Evidence.Table(
                "Largest $|\\text{bias}|/h$ over every midpoint and every code point",
                List.of("format", "points", "`sr`", "`sr(8)`", "bound"),
                List.of(
                        List.of("e4m3", "12,345", "0", "0x1.0p-9", "1.95e-3"),
                        List.of("int8(step=1/64)", "255", "0", "0x1.0p-9", "1.95e-3")));
        return new AuditResult.Entry(
                claim,
                new Finding(
                        new Verdict.Proved("Exact rational means at 1,204,711 points of 14 formats equal $x$."),
                        List.of(new Evidence.Text("First paragraph.\n\nSecond, with `code`."), table)),
                3.21);
    }

    private static AuditResult.Entry enclosed() {
        Claim claim = claim(
                "RP-19",
                "The expected risk of true stochastic rounding lies in the enclosure",
                "$$\\mathcal{R}(0,0) \\le \\mathbb{E}\\,\\mathcal{R} \\le \\mathcal{R}(\\alpha,\\beta)$$",
                "ENCLOSED");
        double[] n = {100, 200, 400, 800, 1600};
        Evidence plot = new Evidence.Plot(
                "RP-19-enclosure",
                "Excess risk against $N$ with Monte Carlo error bars; $d = 20$, $\\gamma = 0.1$",
                new Axis("$N$ (steps)", true),
                new Axis("excess risk", true),
                List.of(
                        new Series(
                                "upper",
                                Style.DASHED,
                                n,
                                new double[] {.19, .1173417, .081, .061, .049},
                                new double[0]),
                        new Series(
                                "lower",
                                Style.DASHED,
                                n,
                                new double[] {.186, .1146017, .079, .058, .046},
                                new double[0]),
                        new Series(
                                Series.measured("lower"),
                                Style.POINTS,
                                n,
                                new double[] {.1885, .11565, .0799, .0595, .0475},
                                new double[] {.002, .0013, .001, .004, .006})));
        return new AuditResult.Entry(
                claim, new Finding(new Verdict.Enclosed("The interval held in all 40 settings."), List.of(plot)), 7.5);
    }

    private static AuditResult.Entry supported() {
        double[] i = IntStream.rangeClosed(1, 200).mapToDouble(k -> k).toArray();
        Evidence plot = new Evidence.Plot(
                "RP-05-spectrum",
                "Eigenvalues of $H$ and $H^{(q)}$, $\\lambda_i = i^{-2}$",
                new Axis("$i$", true),
                new Axis("eigenvalue $\\lambda_i$", true),
                List.of(
                        new Series("$H$", Style.LINE, i, map(i, k -> Math.pow(k, -2)), new double[0]),
                        new Series(
                                "additive $\\varepsilon = 0.01$",
                                Style.LINE,
                                i,
                                map(i, k -> 0.01 + Math.pow(k, -2)),
                                new double[0]),
                        new Series(
                                "$10^{-12}$ tail", Style.LINE, i, map(i, k -> 1e-3 * Math.pow(k, -5)), new double[0])));
        Evidence linear = new Evidence.Plot(
                "RP-05-linear",
                "A linear pair of axes; one point is not finite",
                new Axis("x", false),
                new Axis("y, unit 1", false),
                List.of(new Series(
                        HOSTILE,
                        Style.LINE,
                        new double[] {0, 1, 2, 3},
                        new double[] {0.2, Double.NaN, -0.1, 0.4},
                        new double[0])));
        return new AuditResult.Entry(
                claim(
                        "RP-05",
                        "Additive data error lifts the whole spectrum",
                        "$H_q = H + \\varepsilon I$.",
                        "SUPPORTED"),
                new Finding(new Verdict.Supported("Largest $|z|$ was 3.0.", 1_000_000, 1e-9), List.of(plot, linear)),
                12);
    }

    private static AuditResult.Entry refuted() {
        return new AuditResult.Entry(
                claim(
                        "RP-09",
                        "Multiplicative activation noise is not reduced by B",
                        "Multiplicative noise of activations and output gradients does not fall with the batch size $B$.",
                        "REFUTED"),
                new Finding(
                        new Verdict.Refuted(
                                "With elementwise noise the extra risk falls as $1/B$; only the shared model keeps a floor.",
                                "$d = 50$, $B = 1, 4$: 4.020e-4 and 8.471e-5; `risk --activation-q \"multiplicative(0.05)\" --batch 4`"),
                        List.of()),
                1.5);
    }

    private static AuditResult.Entry notApplicable() {
        Evidence map = new Evidence.HeatMap(
                "RP-98-cells",
                "Exact shift $m - b$; one cell has no value",
                "dimension $d$",
                List.of("50", "200", "800"),
                "exponent $a$",
                List.of("1.5", HOSTILE),
                "shift, bits",
                new double[][] {{-2.24, 0.5, Double.NaN}, {-1.26, -0.75, 0}});
        return new AuditResult.Entry(
                claim("RP-98", "A claim that says nothing here", "Nothing.", "NOT_APPLICABLE"),
                new Finding(new Verdict.NotApplicable("No such design."), List.of(map)),
                0);
    }

    private static AuditResult.Entry surprising() {
        return new AuditResult.Entry(
                claim("RP-99", "Hostile " + HOSTILE, HOSTILE, "PROVED"),
                new Finding(
                        new Verdict.Refuted(HOSTILE, HOSTILE),
                        List.of(
                                new Evidence.Text(HOSTILE),
                                new Evidence.Table(HOSTILE, List.of(HOSTILE), List.of(List.of(HOSTILE))))),
                0.2);
    }

    private static double[] map(double[] x, DoubleUnaryOperator f) {
        return Arrays.stream(x).map(f).toArray();
    }

    private static Claim claim(String id, String title, String statement, String expected) {
        return new Sample(id, title, statement, expected);
    }

    private record Sample(String id, String title, String statement, String expected) implements Claim {
        @Override
        public String citation() {
            return "arXiv 2510.18259, Section 3";
        }

        @Override
        public List<String> properties() {
            return List.of("RP01Properties#RP_01_sample");
        }

        @Override
        public Finding check(AuditContext context) {
            throw new IllegalStateException("a sample is not run");
        }
    }
}
