package org.roundproof.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** What is being run, in a line each. */
final class Describe {
    private static final int LEADING = 4;

    private Describe() {}

    static String process(SgdConfiguration configuration) {
        return "N = " + configuration.steps() + ", B = " + configuration.batch() + ", step size "
                + configuration.stepSize() + ", average "
                + configuration.averaging().expression();
    }

    static String operators(TargetOperators operators) {
        String first = operators.data().expression();
        if (Arrays.stream(Target.values())
                .allMatch(target -> operators.get(target).expression().equals(first))) {
            return first + " everywhere";
        }
        return Arrays.stream(Target.values())
                .map(target -> target.label() + " " + operators.get(target).expression())
                .collect(Collectors.joining(", "));
    }

    static String leading(double[] values) {
        String shown = Arrays.stream(values)
                .limit(LEADING)
                .mapToObj(value -> String.format(Locale.ROOT, "%.6g", value))
                .collect(Collectors.joining(", "));
        return values.length > LEADING ? shown + ", …" : shown;
    }
}
