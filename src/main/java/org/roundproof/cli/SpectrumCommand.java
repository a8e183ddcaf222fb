package org.roundproof.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.roundproof.InputException;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.theory.ApproximationError;
import org.roundproof.theory.Interval;
import org.roundproof.theory.Outward;
import org.roundproof.theory.QuantizedSpectrum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What quantized features do to the spectrum. */
@Command(
        name = "spectrum",
        description = {
            "The spectra of H and of the quantized H, with rigorous enclosures.",
            "Eigenvalues of H = E[x x'] and of H_q = E[Q(x) Q(x)'] with rigorous enclosures, the distortion",
            "max |lambda_q / lambda - 1|, the effective dimension k* = #{i : lambda_q >= 1/(N gamma)}, and the",
            "excess risk of the optimum on quantized data (ApproxErr). Eigenvalues and ratios are centres, rounded to",
            "eight digits; radius is half the width of the enclosure, whose ends --json has."
        },
        sortOptions = false)
final class SpectrumCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ProblemOptions problems;

    @Option(names = "--data-q", paramLabel = "SPEC", description = "Quantizer of the features (default: identity).")
    private String data = "identity";

    @Option(names = "--steps", paramLabel = "N", description = "Steps, for the effective dimension (default: 1000).")
    private int steps = 1000;

    @Option(names = "--step-size", paramLabel = "GAMMA", description = "Step size, likewise (default: 0.1).")
    private double stepSize = 0.1;

    @Option(names = "--all", description = "Print every eigenvalue, not a choice of them.")
    private boolean all;

    @Option(names = "--json", description = "Print JSON, with every eigenvalue.")
    private boolean json;

    @Override
    public void run() {
        if (steps < 1 || !(stepSize > 0) || Double.isInfinite(stepSize)) {
            throw new InputException("steps is " + steps + " and step size " + stepSize
                    + "; give at least 1 and a positive finite number");
        }
        Problem problem = problems.problem();
        Operator operator = QuantizerOptions.ofFeatures("--data-q", data, problem);
        QuantizedSpectrum spectrum = QuantizedSpectrum.of(problem, operator);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, json(spectrum));
        } else {
            print(problem, operator, spectrum, out);
        }
    }

    private ObjectNode json(QuantizedSpectrum spectrum) {
        ObjectNode node = Json.object();
        node.set("eigenvalues", pairs(spectrum.eigenvalues()));
        node.set("quantizedEigenvalues", pairs(spectrum.quantizedEigenvalues()));
        Interval distortion = spectrum.distortion().value();
        ObjectNode change =
                node.putObject("distortion").put("index", spectrum.distortion().index());
        Json.put(change, "lower", distortion.lower());
        Json.put(change, "upper", distortion.upper());
        node.put("effectiveDimension", spectrum.effectiveDimension(steps, stepSize));
        node.put("rotatedBy", problems.rotatedBy());
        ObjectNode error = node.putObject("approximationError");
        Json.put(error, "clean", spectrum.cleanApproximationError());
        Json.put(error, "quantized", spectrum.quantizedApproximationError());
        spectrum.approximation().ifPresent(enclosed -> {
            error.set("cleanEnclosure", pair(enclosed.clean()));
            error.set("quantizedEnclosure", pair(enclosed.quantized()));
            node.set("quantizedOptimum", pairs(enclosed.optimum()));
        });
        return node;
    }

    private static ArrayNode pairs(List<Interval> intervals) {
        ArrayNode node = Json.array();
        intervals.forEach(interval -> node.add(pair(interval)));
        return node;
    }

    private static ArrayNode pair(Interval interval) {
        return Json.pair(interval.lower(), interval.upper());
    }

    private void print(Problem problem, Operator operator, QuantizedSpectrum spectrum, PrintWriter out) {
        out.println("problem      " + problem.description());
        out.println("features     " + operator.expression());
        out.println();
        TextTable table = new TextTable("i", "eigenvalue", "radius", "quantized", "radius", "ratio");
        List<Interval> ratios = spectrum.ratios();
        for (int i = 0; i < spectrum.dimension(); i++) {
            if (all || shown(i + 1, spectrum.dimension())) {
                Interval plain = spectrum.eigenvalues().get(i);
                Interval quantized = spectrum.quantizedEigenvalues().get(i);
                table.row(
                        Integer.toString(i + 1),
                        digits(plain.midpoint()),
                        radius(plain),
                        digits(quantized.midpoint()),
                        radius(quantized),
                        digits(ratios.get(i).midpoint()));
            }
        }
        table.print(out);
        out.println();
        QuantizedSpectrum.Distortion distortion = spectrum.distortion();
        out.println("distortion             " + digits(distortion.value().midpoint()) + "  (largest at i = "
                + distortion.index() + ")");
        out.println("effective dimension    " + spectrum.effectiveDimension(steps, stepSize) + "  (N = " + steps
                + ", step size " + stepSize + ")");
        out.println("ApproxErr, clean       " + error(spectrum, ApproximationError::clean));
        out.println("ApproxErr, quantized   " + error(spectrum, ApproximationError::quantized));
    }

    private static String error(QuantizedSpectrum spectrum, Function<ApproximationError, Interval> which) {
        return spectrum.approximation()
                .map(which)
                .map(value -> String.format(
                        Locale.ROOT,
                        "[%s, %s]",
                        Outward.DOWN.general(value.lower(), 12),
                        Outward.UP.general(value.upper(), 12)))
                .orElse("not determined: H or the quantized H is singular to working accuracy");
    }

    /** 1, 2, 5, 10, 20, 50, … and the last. */
    private static boolean shown(int index, int dimension) {
        int lead = index;
        while (lead >= 10 && lead % 10 == 0) {
            lead /= 10;
        }
        return dimension <= 20 || index == dimension || lead == 1 || lead == 2 || lead == 5;
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, "%.8g", value);
    }

    private static String radius(Interval interval) {
        return Outward.UP.scientific(0.5 * interval.width(), 2);
    }
}
