package org.roundproof.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.ReplicateSummary;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.theory.Interval;
import org.roundproof.theory.Outward;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that {@code risk} has to say.
 *
 * @param problem the problem
 * @param configuration the process
 * @param convention test data of the risk
 * @param result the recursion's answer
 * @param bound the upper bound
 * @param threshold step size at which the second moments stop being stable, where it is known
 * @param thresholdEnclosure the same, rigorously, where asked for and proved
 * @param sample Monte Carlo, where asked for
 */
record RiskAnswer(
        Problem problem,
        SgdConfiguration configuration,
        RiskConvention convention,
        RiskResult result,
        BoundText bound,
        OptionalDouble threshold,
        Optional<Interval> thresholdEnclosure,
        @Nullable ReplicateSummary sample) {

    /** Exact value, or the midpoint of an enclosure; NaN where the recursion refuses. */
    private double excessRisk() {
        return result instanceof RiskResult.Exact exact ? exact.value() : 0.5 * (lower() + upper());
    }

    /** What is proven to hold the risk, rounding included; the value alone where its rounding is not bounded. */
    private double lower() {
        if (result instanceof RiskResult.Exact exact) {
            return isProven(exact) ? exact.proven().lower() : exact.value();
        }
        return result instanceof RiskResult.Enclosure enclosure ? enclosure.lower() : Double.NaN;
    }

    private double upper() {
        if (result instanceof RiskResult.Exact exact) {
            return isProven(exact) ? exact.proven().upper() : exact.value();
        }
        return result instanceof RiskResult.Enclosure enclosure ? enclosure.upper() : Double.NaN;
    }

    private static boolean isProven(RiskResult.Exact exact) {
        return Double.isFinite(exact.radius());
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        Json.put(node, "excessRisk", excessRisk());
        Json.put(node, "lower", lower());
        Json.put(node, "upper", upper());
        node.put("riskConvention", convention.name().toLowerCase(Locale.ROOT));
        node.put("kind", kind());
        if (result instanceof RiskResult.Enclosure enclosure) {
            node.put("rigorous", enclosure.rigorous());
            node.put("saturationProbability", enclosure.saturationProbability());
        }
        if (result instanceof RiskResult.Exact exact && isProven(exact)) {
            Json.put(node, "provenRounding", exact.radius());
        }
        bound.put(node, excessRisk());
        Json.put(node, "stepSizeThreshold", threshold.orElse(Double.NaN));
        thresholdEnclosure.ifPresent(
                enclosed -> node.set("stepSizeThresholdEnclosure", Json.pair(enclosed.lower(), enclosed.upper())));
        ArrayNode remarks = node.putArray("remarks");
        remarks().forEach(remarks::add);
        if (sample != null) {
            ObjectNode monteCarlo = node.putObject("monteCarlo");
            Json.put(monteCarlo, "mean", sample.mean());
            Json.put(monteCarlo, "standardError", sample.standardError());
            monteCarlo.put("replicates", sample.replicates());
        }
        return node;
    }

    private String kind() {
        if (result instanceof RiskResult.Exact) {
            return "exact";
        }
        return result instanceof RiskResult.Enclosure ? "enclosure" : "refused";
    }

    private List<String> remarks() {
        return result instanceof RiskResult.Refused refused ? List.of(refused.reason()) : result.remarks();
    }

    void print(PrintWriter out) {
        out.println("problem              " + problem.description());
        out.println("process              " + Describe.process(configuration));
        out.println("quantizers           " + Describe.operators(configuration.operators()));
        out.println("risk convention      " + convention.name().toLowerCase(Locale.ROOT) + " test data");
        printResult(out);
        if (sample != null) {
            printSample(out, sample);
        }
        bound.print(out, excessRisk());
        threshold.ifPresent(value -> out.printf(Locale.ROOT, "stability threshold  %.6g%n", value));
        thresholdEnclosure.ifPresent(enclosed -> out.printf(
                Locale.ROOT,
                "  enclosed           [%s, %s]  (rigorous)%n",
                Outward.DOWN.general(enclosed.lower(), 12),
                Outward.UP.general(enclosed.upper(), 12)));
        remarks().forEach(remark -> out.println("note: " + remark));
    }

    private void printSample(PrintWriter out, ReplicateSummary summary) {
        String what = summary.replicates() == 1
                ? "  (one replicate)"
                : String.format(
                        Locale.ROOT,
                        " ± %.2g  (%d replicates%s)",
                        summary.standardError(),
                        summary.replicates(),
                        deviation(summary));
        out.printf(Locale.ROOT, "monte carlo          %.8g%s%n", summary.mean(), what);
    }

    private void printResult(PrintWriter out) {
        if (result instanceof RiskResult.Exact exact) {
            out.printf(
                    Locale.ROOT,
                    "excess risk          %.8g  (exact recursion, in double%s)%n",
                    exact.value(),
                    isProven(exact) ? "; rounding proven ≤ " + Outward.UP.general(exact.radius(), 2) : "");
        } else if (result instanceof RiskResult.Enclosure enclosure) {
            out.printf(
                    Locale.ROOT,
                    "excess risk          [%s, %s]  (%s%s)%n",
                    Outward.DOWN.general(enclosure.lower(), 8),
                    Outward.UP.general(enclosure.upper(), 8),
                    enclosure.rigorous() ? "rigorous enclosure" : "enclosure, rounding estimated",
                    enclosure.saturationProbability() > 0
                            ? String.format(
                                    Locale.ROOT,
                                    " if nothing saturates; P(saturation) ≤ %s",
                                    Outward.UP.general(enclosure.saturationProbability(), 3))
                            : "");
        } else {
            out.println("excess risk          no exact answer, Monte Carlo alone");
        }
    }

    /** How many standard errors the sample lies outside the answer. */
    private String deviation(ReplicateSummary summary) {
        if (result instanceof RiskResult.Refused || !(summary.standardError() > 0)) {
            return "";
        }
        double outside = Math.max(0, Math.max(lower() - summary.mean(), summary.mean() - upper()));
        return String.format(Locale.ROOT, ", %.2f standard errors away", outside / summary.standardError());
    }
}
