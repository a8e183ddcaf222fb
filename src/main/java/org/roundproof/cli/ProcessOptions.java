package org.roundproof.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roundproof.InputException;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The process: w_0 = 0, N steps of quantized SGD, and the iterate that is reported. */
final class ProcessOptions {
    private static final Pattern TAIL = Pattern.compile("tail\\(\\s*(\\d{1,9})\\s*\\)");

    @Mixin
    private QuantizerOptions quantizers;

    @Option(names = "--steps", paramLabel = "N", description = "Steps (default: 1000).")
    private int steps = 1000;

    @Option(names = "--batch", paramLabel = "B", description = "Fresh rows in each step (default: 1).")
    private int batch = 1;

    @Option(names = "--step-size", paramLabel = "GAMMA", description = "Step size (default: 0.1).")
    private double stepSize = 0.1;

    @Option(
            names = "--average",
            paramLabel = "WHICH",
            description = {
                "all: average of w_0 … w_(N-1); tail(K): average of the last K of them; last: w_N",
                "(default: all)."
            })
    private String average = "all";

    SgdConfiguration configuration(Problem problem) {
        return new SgdConfiguration(steps, batch, stepSize, quantizers.operators(problem), averaging());
    }

    private Averaging averaging() {
        String text = average.strip().toLowerCase(Locale.ROOT);
        Matcher tail = TAIL.matcher(text);
        if (tail.matches()) {
            return new Averaging.Tail(Integer.parseInt(tail.group(1)));
        }
        return switch (text) {
            case "all" -> new Averaging.All();
            case "last" -> new Averaging.Last();
            default -> throw new InputException("average '" + average + "' is unknown: use all, tail(K) or last");
        };
    }
}
