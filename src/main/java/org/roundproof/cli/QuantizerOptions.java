package org.roundproof.cli;

import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import picocli.CommandLine.Option;

/** What is applied to the five targets. */
final class QuantizerOptions {
    @Option(
            names = "--all-q",
            paramLabel = "SPEC",
            description = {
                "Quantizer of all five targets (default: identity); each option below replaces it for one target.",
                "FORMAT:ROUNDING[:OVERFLOW] such as e4m3:sr or \"int8(step=1/64):tpdf\","
                        + " additive(EPS[,LAW]), multiplicative(EPS[,LAW][,shared]), identity."
            })
    private String all = "identity";

    @Option(names = "--data-q", paramLabel = "SPEC", description = "Quantizer of the features.")
    private @Nullable String data;

    @Option(names = "--label-q", paramLabel = "SPEC", description = "Quantizer of the labels.")
    private @Nullable String label;

    @Option(names = "--parameter-q", paramLabel = "SPEC", description = "Quantizer of the weights.")
    private @Nullable String parameter;

    @Option(names = "--activation-q", paramLabel = "SPEC", description = "Quantizer of the predictions.")
    private @Nullable String activation;

    @Option(names = "--gradient-q", paramLabel = "SPEC", description = "Quantizer of the residuals.")
    private @Nullable String gradient;

    TargetOperators operators(Problem problem) {
        TargetOperators operators = TargetOperators.NONE;
        for (Target target : Target.values()) {
            operators = operators.with(target, operator(target, problem));
        }
        return operators;
    }

    /** The expression of one target. */
    private String text(Target target) {
        String own =
                switch (target) {
                    case DATA -> data;
                    case LABEL -> label;
                    case PARAMETER -> parameter;
                    case ACTIVATION -> activation;
                    case GRADIENT -> gradient;
                };
        return own == null ? all : own;
    }

    private Operator operator(Target target, Problem problem) {
        String option = "--" + target.label() + "-q";
        OperatorExpression expression = OperatorExpression.parse(text(target));
        if (expression.needsData() && target == Target.PARAMETER) {
            throw new InputException(option + " " + expression
                    + ": there are no data to take the weights' step from: give step=… in place of scale=absmax");
        }
        return resolve(option, expression, problem, target == Target.DATA);
    }

    /** The operator of the features. */
    static Operator ofFeatures(String option, String text, Problem problem) {
        return resolve(option, OperatorExpression.parse(text), problem, true);
    }

    /** Where a step is to be taken from data: features for the features; labels for what has the labels' unit. */
    private static Operator resolve(String option, OperatorExpression expression, Problem problem, boolean features) {
        if (!expression.needsData()) {
            return expression.resolve();
        }
        if (!(problem instanceof FinitePopulation population)) {
            throw new InputException(
                    option + " " + expression
                            + " takes its step from data, and a Gaussian design has none: give step=… in place of scale=absmax");
        }
        double largest = 0;
        for (double value : features ? population.features() : population.labels()) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0) {
            throw new InputException(
                    option + " " + expression + ": all data are zero, so they give no step: give step=…");
        }
        return expression.resolve(largest);
    }
}
