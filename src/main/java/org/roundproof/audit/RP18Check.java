package org.roundproof.audit;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.audit.Evidence.Text;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Problem;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.Lockstep;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceComparison;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.certified.Certificate;
import org.roundproof.sgd.certified.CertifiedEngine;
import org.roundproof.sgd.exact.ExactEngine;
import org.roundproof.sgd.fast.FastEngine;

/** RP-18: the certified engine has the bits of the exact one along whole trajectories. */
public final class RP18Check implements Claim {
    private static final List<String> QUANTIZERS = List.of(
            "e4m3:sr",
            "e4m3:ties-to-even",
            "e5m2:sr",
            "e5m2:toward-zero",
            "e4m3fnuz:sr(8)",
            "e2m1:sr",
            "binary16:sr",
            "bfloat16:sr",
            "bfloat16:ties-to-even",
            "tf32:sr(16,floor)",
            "binary32:ties-to-even",
            "int8(step=1/32):tpdf",
            "int8(step=0.01171875):sr",
            "int8(step=1/32):subtractive",
            "fixed(integer=4,fraction=8):to-odd");
    private static final int[] BATCHES = {1, 3, 16};
    private static final double[] STEP_SIZES = {0.1, 0.125};

    /** Relative error of γ in the control run: as large as one of binary32. */
    private static final double PLANTED = 0x1p-24;

    private record Setting(String quantizer, int batch, double stepSize) {}

    /**
     * One setting.
     *
     * @param identical whether certified and exact runs agree to the end
     * @param difference where they part, if they do
     * @param elements quantized values compared
     * @param fallbacks decisions that the certified engine left to exact arithmetic
     * @param kept steps at whose end every quantized value so far is that of the exact run
     * @param plain the same for plain double arithmetic
     * @param planted the same for a step size that is too large by {@link #PLANTED}
     */
    private record Outcome(
            boolean identical, String difference, long elements, long fallbacks, int kept, int plain, int planted) {}

    /** An engine in which γ is too large by {@link #PLANTED}. */
    private record WrongStepSize(Engine engine) implements Engine {
        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public SgdRun run(Problem problem, SgdConfiguration right, long seed, int replicate, TraceSink trace) {
            SgdConfiguration wrong = new SgdConfiguration(
                    right.steps(),
                    right.batch(),
                    right.stepSize() * (1 + PLANTED),
                    right.operators(),
                    right.averaging());
            return engine.run(problem, wrong, seed, replicate, trace);
        }
    }

    @Override
    public String id() {
        return "RP-18";
    }

    @Override
    public String title() {
        return "Certified runs are exact";
    }

    @Override
    public String statement() {
        return "The certified engine returns every quantized value, every weight and every average of the exact engine, bit "
                + "for bit, along whole trajectories.";
    }

    @Override
    public String citation() {
        return "the process of arXiv 2510.18259, eq. (1), in exact arithmetic; filters after Shewchuk (1997)";
    }

    @Override
    public String expected() {
        return "PROVED";
    }

    @Override
    public List<String> properties() {
        return List.of("RP18Properties#RP_18_certifiedRunsAreExact");
    }

    @Override
    public Finding check(AuditContext context) {
        Problem problem =
                GaussianProblem.of(Spectrum.parse("power(2)"), Optimum.parse("ones"), context.size(4, 16, 100), 1);
        int steps = context.size(5, 40, 300);
        List<Setting> settings = QUANTIZERS.stream()
                .flatMap(q -> java.util.Arrays.stream(BATCHES).boxed().flatMap(b -> java.util.Arrays.stream(STEP_SIZES)
                        .mapToObj(g -> new Setting(q, b, g))))
                .toList();
        List<Outcome> outcomes =
                Parallel.map(settings.size(), i -> run(problem, settings.get(i), steps, context.seed()));
        Tally all = new Tally();
        List<List<String>> rows = new java.util.ArrayList<>();
        for (int q = 0; q < QUANTIZERS.size(); q++) {
            long elements = 0;
            long fallbacks = 0;
            long different = 0;
            int each = BATCHES.length * STEP_SIZES.length;
            for (Outcome outcome : outcomes.subList(q * each, (q + 1) * each)) {
                all.require(outcome.identical(), outcome::difference);
                elements += outcome.elements();
                fallbacks += outcome.fallbacks();
                different += outcome.identical() ? 0 : 1;
            }
            Setting setting = settings.get(q * each);
            rows.add(List.of(
                    "`" + QUANTIZERS.get(q) + "`",
                    width(problem, setting, steps, 0),
                    width(problem, setting, steps, 2),
                    Digits.count(elements),
                    Digits.count(fallbacks),
                    Digits.count(different)));
        }
        return new Finding(
                all.proved("0 differences in " + Digits.count(all.checked())
                        + " whole trajectories; the engine's filters are proved in the note"),
                List.of(
                        new Table(
                                "Certified against exact: d = " + problem.dimension() + ", N = " + steps
                                        + ", B = 1, 3, 16, γ = 0.1 and 0.125, the same quantizer on all five targets",
                                List.of(
                                        "quantizer",
                                        "dot products",
                                        "sums",
                                        "quantized values",
                                        "decided exactly",
                                        "runs that differ"),
                                rows),
                        plot(problem, outcomes, steps),
                        new Text(
                                "Widths are from the lowest bit of the grid to the highest of the range; where a double "
                                        + "holds them, sums are exact. Everything else is decided by a filter, and in exact "
                                        + "arithmetic where the filter cannot decide.")));
    }

    private static String width(Problem problem, Setting setting, int steps, int stage) {
        return Certificate.of(configuration(setting, steps), problem.dimension())
                .stages()
                .get(stage)
                .width();
    }

    private static SgdConfiguration configuration(Setting setting, int steps) {
        return new SgdConfiguration(
                steps,
                setting.batch(),
                setting.stepSize(),
                TargetOperators.all(
                        OperatorExpression.parse(setting.quantizer()).resolve()),
                new Averaging.All());
    }

    private static Outcome run(Problem problem, Setting setting, int steps, long seed) {
        SgdConfiguration configuration = configuration(setting, steps);
        CertifiedEngine certified = new CertifiedEngine();
        ExactEngine exact = new ExactEngine();
        TraceComparison comparison = Lockstep.compare(certified, exact, problem, configuration, seed, 0);
        SgdRun a = certified.run(problem, configuration, seed, 0, TraceSink.NONE);
        int kept = kept(comparison, steps);
        // a certified run stands for the exact one, as far as that comparison goes
        ToIntFunction<Engine> control = engine ->
                Math.min(kept, kept(Lockstep.compare(engine, certified, problem, configuration, seed, 0), steps));
        int plain = control.applyAsInt(new FastEngine());
        int planted = control.applyAsInt(new WrongStepSize(new CertifiedEngine()));
        if (!(comparison instanceof TraceComparison.Identical identical)) {
            return new Outcome(false, setting + ": " + comparison, 0, a.fallbacks(), kept, plain, planted);
        }
        SgdRun b = exact.run(problem, configuration, seed, 0, TraceSink.NONE);
        boolean same = a.exactWeights().equals(b.exactWeights())
                && java.util.Arrays.equals(a.lastIterate(), b.lastIterate())
                && java.util.Arrays.equals(a.reportedIterate(), b.reportedIterate());
        return new Outcome(
                same,
                setting + ": weights or averages differ",
                identical.elements(),
                a.fallbacks(),
                kept,
                plain,
                planted);
    }

    /** Whole steps without a difference. */
    private static int kept(TraceComparison comparison, int steps) {
        if (comparison instanceof TraceComparison.FirstDifference first) {
            return first.step() - 1;
        }
        return comparison instanceof TraceComparison.Truncated truncated ? truncated.steps() : steps;
    }

    private static Plot plot(Problem problem, List<Outcome> outcomes, int steps) {
        return new Plot(
                "rp18-kept",
                "Runs of which every quantized value so far is that of the exact engine, of the " + outcomes.size()
                        + " of the table ($d = " + problem.dimension()
                        + "$), on the same random words: the certified engine; the "
                        + "fast one, which rounds as exactly but sums in plain double arithmetic; and a run whose $\\gamma$ is "
                        + "too large by an error of binary32, to show what so small an error does",
                new Axis("steps", true),
                new Axis("runs that keep every bit", false),
                List.of(
                        kept("certified", Style.LINE, outcomes, Outcome::kept, steps),
                        kept("plain double arithmetic", Style.DASHED, outcomes, Outcome::plain, steps),
                        kept("step size γ(1 + 2⁻²⁴)", Style.DASHED, outcomes, Outcome::planted, steps)));
    }

    private static Series kept(
            String name, Style style, List<Outcome> outcomes, ToIntFunction<Outcome> length, int steps) {
        double[] x = IntStream.rangeClosed(1, steps).mapToDouble(step -> step).toArray();
        double[] y = IntStream.rangeClosed(1, steps)
                .mapToDouble(step -> outcomes.stream()
                        .filter(outcome -> length.applyAsInt(outcome) >= step)
                        .count())
                .toArray();
        return new Series(name, style, x, y, new double[0]);
    }
}
