package org.roundproof.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.theory.LowerBound;
import org.roundproof.theory.Outward;
import org.roundproof.theory.PaperForm;
import org.roundproof.theory.QuantizedSpectrum;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;
import tools.jackson.databind.node.ObjectNode;

/**
 * The upper and lower bounds beside the exact risk.
 *
 * @param bound the bound or why there is none
 * @param convention test data of the exact risk, and of the risk that the bound's value is of
 * @param effectiveDimension k*, where the spectrum of H_q is known
 */
record BoundText(RiskBound bound, RiskConvention convention, OptionalInt effectiveDimension) {

    static BoundText of(Problem problem, SgdConfiguration configuration, RiskConvention convention, RiskResult result) {
        RiskBound bound = RiskBound.of(problem, configuration, result);
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
            Json.put(all, "value", value(terms));
            all.put("of", clean() ? "excess risk on clean test data" : "excess risk on quantized test data");
            Json.put(all, "tightness", tightness(terms, excessRisk));
            Json.put(all, "overQuantizedOptimum", terms.value());
            Json.put(all, "bias", terms.bias());
            Json.put(all, "biasNoise", terms.biasNoise());
            Json.put(all, "variance", terms.variance());
            Json.put(all, "stateFactor", terms.stateFactor());
            Json.put(all, "effectiveNoise", terms.effectiveNoise());
            Json.put(all, "residualNoise", terms.residualNoise());
            Json.put(all, "stepSizeCondition", terms.stepSizeThreshold());
            Json.put(all, "approximation", approximation(terms));
            putPaper(all, terms.paper());
            putLower(all, terms.lower());
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

    private static void putPaper(ObjectNode bound, @Nullable PaperForm paper) {
        if (paper == null) {
            bound.putNull("paperForm");
            return;
        }
        ObjectNode node = bound.putObject("paperForm");
        Json.put(node, "overQuantizedOptimum", paper.value());
        Json.put(node, "effectiveBias", paper.effectiveBias());
        Json.put(node, "effectiveVariance", paper.effectiveVariance());
        Json.put(node, "fourthMoment", paper.fourthMoment());
        Json.put(node, "stepSizeCondition", paper.stepSizeThreshold());
    }

    private void putLower(ObjectNode bound, @Nullable LowerBound lower) {
        if (lower == null) {
            bound.putNull("lower");
            return;
        }
        ObjectNode node = bound.putObject("lower");
        Json.put(node, "value", value(lower));
        Json.put(node, "overQuantizedOptimum", lower.value());
        Json.put(node, "bias", lower.bias());
        Json.put(node, "biasNoise", lower.biasNoise());
        Json.put(node, "variance", lower.variance());
        Json.put(node, "stateFactor", lower.stateFactor());
        Json.put(node, "leastNoise", lower.leastNoise());
    }

    void print(PrintWriter out, double excessRisk) {
        if (effectiveDimension.isPresent()) {
            out.println("effective dimension  " + effectiveDimension.getAsInt());
        }
        if (bound instanceof RiskBound.Terms terms) {
            double tightness = tightness(terms, excessRisk);
            out.printf(
                    Locale.ROOT,
                    "upper bound          %s%s%s%n",
                    Outward.UP.general(value(terms), 8),
                    Double.isNaN(tightness)
                            ? ""
                            : String.format(Locale.ROOT, "  (%.3g times the exact risk)", tightness),
                    beside(terms));
            out.printf(
                    Locale.ROOT,
                    "  over the quantized optimum %s = bias %.6g + bias noise %.6g + variance %.6g%n",
                    Outward.UP.general(terms.value(), 6),
                    terms.bias(),
                    terms.biasNoise(),
                    terms.variance());
            out.printf(
                    Locale.ROOT,
                    "  constants                  state factor %.6g, effective noise %.6g (residual %.6g),"
                            + " approximation %.6g; step size below %.6g%n",
                    terms.stateFactor(),
                    terms.effectiveNoise(),
                    terms.residualNoise(),
                    approximation(terms),
                    terms.stepSizeThreshold());
            printOthers(out, terms);
        } else if (bound instanceof RiskBound.NotApplicable none) {
            out.println("upper bound          none: " + none.reason());
        }
    }

    private void printOthers(PrintWriter out, RiskBound.Terms terms) {
        PaperForm paper = terms.paper();
        if (paper != null) {
            out.printf(
                    Locale.ROOT,
                    "  in the paper's form        %s = 2 (bias %.6g + variance %.6g), fourth moment %.6g%n",
                    Outward.UP.general(paper.value(), 6),
                    paper.effectiveBias(),
                    paper.effectiveVariance(),
                    paper.fourthMoment());
        } else {
            out.println("  in the paper's form        none: the step size is past its condition");
        }
        LowerBound lower = terms.lower();
        if (lower == null) {
            out.println("lower bound          none: proved for Gaussian product designs");
            return;
        }
        out.printf(Locale.ROOT, "lower bound          %s%n", Outward.DOWN.general(value(lower), 8));
        out.printf(
                Locale.ROOT,
                "  over the quantized optimum %s = bias %.6g + bias noise %.6g + variance %.6g%n",
                Outward.DOWN.general(lower.value(), 6),
                lower.bias(),
                lower.biasNoise(),
                lower.variance());
    }

    private static String beside(RiskBound.Terms terms) {
        return terms.saturationProbability() > 0 ? "  (" + validity(terms) + ")" : "";
    }

    private static String validity(RiskBound.Terms terms) {
        return String.format(
                Locale.ROOT,
                "for unbounded range; P(saturation) ≤ %s",
                Outward.UP.general(terms.saturationProbability(), 3));
    }

    private double value(RiskBound.Terms terms) {
        return clean() ? terms.cleanValue() : terms.quantizedValue();
    }

    private double value(LowerBound lower) {
        return clean() ? lower.cleanValue() : lower.quantizedValue();
    }

    /** Risk of w_q* on the test data of the convention. */
    private double approximation(RiskBound.Terms terms) {
        return clean() ? terms.approximation() : terms.quantizedApproximation();
    }

    /** Bound over risk; NaN where the risk is not positive or not known. */
    private double tightness(RiskBound.Terms terms, double excessRisk) {
        return excessRisk > 0 ? value(terms) / excessRisk : Double.NaN;
    }

    private boolean clean() {
        return convention == RiskConvention.CLEAN;
    }
}
