package org.roundproof.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalInt;
import org.roundproof.InputException;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.theory.QuantizedSpectrum;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;
import tools.jackson.databind.node.ObjectNode;

/**
 * The upper bound beside the exact risk.
 *
 * @param bound the bound or why there is none
 * @param convention test data of the exact risk: the bound's value is that of the clean risk, or over the quantized optimum
 * @param effectiveDimension k*, where the spectrum of H_q is known
 */
record BoundText(RiskBound bound, RiskConvention convention, OptionalInt effectiveDimension) {

    static BoundText of(Problem problem, SgdConfiguration configuration, RiskConvention convention, RiskResult result) {
        RiskBound bound = problem instanceof GaussianProblem gaussian
                ? RiskBound.of(gaussian, configuration, result)
                : new RiskBound.NotApplicable("the bound is proved for Gaussian product designs");
        OptionalInt dimension = bound instanceof RiskBound.Terms terms
                ? OptionalInt.of(terms.effectiveDimension())
                : spectrumDimension(problem, configuration);
        return new BoundText(bound, convention, dimension);
    }

    private static OptionalInt spectrumDimension(Problem problem, SgdConfiguration configuration) {
        try {
            return OptionalInt.of(
                    QuantizedSpectrum.of(problem, configuration.operators().data())
                            .effectiveDimension(configuration.steps(), configuration.stepSize()));
        } catch (InputException unknown) {
            return OptionalInt.empty();
        }
    }

    /** Fields {@code bound} and {@code effectiveDimension}. */
    void put(ObjectNode node, double excessRisk) {
        if (bound instanceof RiskBound.Terms terms) {
            ObjectNode all = node.putObject("bound");
            Json.put(all, "value", clean() ? terms.cleanValue() : terms.value());
            all.put("of", clean() ? "clean excess risk" : "excess risk over the quantized optimum");
            Json.put(all, "tightness", clean() ? terms.cleanValue() / excessRisk : Double.NaN);
            Json.put(all, "overQuantizedOptimum", terms.value());
            Json.put(all, "bias", terms.bias());
            Json.put(all, "biasNoise", terms.biasNoise());
            Json.put(all, "variance", terms.variance());
            Json.put(all, "stateFactor", terms.stateFactor());
            Json.put(all, "effectiveNoise", terms.effectiveNoise());
            Json.put(all, "residualNoise", terms.residualNoise());
            Json.put(all, "stepSizeCondition", terms.stepSizeThreshold());
            Json.put(all, "saturationProbability", terms.saturationProbability());
            if (terms.saturationProbability() > 0) {
                all.put("validity", validity(terms));
            }
        } else if (bound instanceof RiskBound.NotApplicable none) {
            node.putObject("bound").putNull("value").put("reason", none.reason());
        }
        if (effectiveDimension.isPresent()) {
            node.put("effectiveDimension", effectiveDimension.getAsInt());
        } else {
            node.putNull("effectiveDimension");
        }
    }

    void print(PrintWriter out, double excessRisk) {
        if (effectiveDimension.isPresent()) {
            out.println("effective dimension  " + effectiveDimension.getAsInt());
        }
        if (bound instanceof RiskBound.Terms terms) {
            if (clean()) {
                String tightness = excessRisk > 0
                        ? String.format(Locale.ROOT, "  (%.3g times the exact risk)", terms.cleanValue() / excessRisk)
                        : "";
                out.printf(
                        Locale.ROOT, "upper bound          %.8g%s%s%n", terms.cleanValue(), tightness, beside(terms));
            }
            out.printf(
                    Locale.ROOT,
                    "  over the quantized optimum %.6g = bias %.6g + bias noise %.6g + variance %.6g%s%n",
                    terms.value(),
                    terms.bias(),
                    terms.biasNoise(),
                    terms.variance(),
                    clean() ? "" : beside(terms));
        } else if (bound instanceof RiskBound.NotApplicable none) {
            out.println("upper bound          none: " + none.reason());
        }
    }

    private static String beside(RiskBound.Terms terms) {
        return terms.saturationProbability() > 0 ? "  (" + validity(terms) + ")" : "";
    }

    private static String validity(RiskBound.Terms terms) {
        return String.format(Locale.ROOT, "for unbounded range; P(saturation) ≤ %.3g", terms.saturationProbability());
    }

    private boolean clean() {
        return convention == RiskConvention.CLEAN;
    }
}
