package org.roundproof.sgd.certified;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.roundproof.InputException;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/** Runs that try to get a filter to decide wrongly: data on and beside thresholds, γ/B that rounds, scales far apart. */
record RandomRuns(Problem problem, SgdConfiguration configuration, long seed) {
    private static final List<String> FORMATS = List.of(
            "e4m3",
            "e5m2",
            "e4m3fnuz",
            "e5m2fnuz",
            "e4m3b11fnuz",
            "e3m4",
            "e3m2",
            "e2m3",
            "e2m1",
            "binary16",
            "bfloat16",
            "tf32",
            "binary32",
            "p3109(8,4,s,e)",
            "p3109(6,1,s,f)",
            "float(p=5,emin=-3,emax=6,subnormals=false)",
            "float(p=53,emin=-500,emax=500)",
            "float(p=45,emin=0,emax=60)",
            "uint1(step=1)",
            "int2(step=0.5)",
            "int12(step=1)",
            "int8(step=1/64)",
            "int8(step=0.01171875)",
            "int4(step=0.3125,symmetric=true)",
            "int16(step=0x1.23456789ap-9)",
            "uint8(step=1/16,zero=128)",
            "fixed(integer=3,fraction=5)",
            "e8m0",
            "int8(step=1)",
            "int8(step=0x1p-1000)",
            "int5(step=0x1p40)",
            "power(bits=6,exponent=0.5)",
            "power(bits=8,exponent=1/3)");
    private static final List<String> ROUNDINGS = List.of(
            "sr",
            "sr",
            "sr(8)",
            "sr(3,floor)",
            "sr(17,odd)",
            "sr(1,half)",
            "ties-to-even",
            "ties-to-even",
            "ties-to-away",
            "toward-zero",
            "toward-positive",
            "toward-negative",
            "to-odd");
    private static final List<String> OVERFLOWS = List.of("", "", "", ":sat-propagate", ":ovf-inf", ":wrap");
    private static final double[] STEP_SIZES = {
        0.1, 1.0 / 3, 0.125, 0.7, 1.0 / 7, 0x1p-4, 1e-3, 3.0 / 11, 1, 1e20, 1e-60, 1e-200, 1e-300, 0x1.8p-61
    };

    static RandomRuns of(long number, int largestDimension, int mostSteps) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L + 12345);
        int d = 1 + random.nextInt(largestDimension);
        int batch = random.nextBoolean() ? 1 : 1 + random.nextInt(random.nextInt(8) == 0 ? 100 : 8);
        int steps = 1 + random.nextInt(mostSteps);
        TargetOperators operators = operators(random);
        double gamma = STEP_SIZES[random.nextInt(STEP_SIZES.length)];
        Averaging averaging =
                switch (random.nextInt(3)) {
                    case 0 -> new Averaging.All();
                    case 1 -> new Averaging.Tail(1 + random.nextInt(steps));
                    default -> new Averaging.Last();
                };
        Problem problem = random.nextInt(3) == 0 ? gaussian(random, d) : population(random, d, operators);
        return new RandomRuns(problem, new SgdConfiguration(steps, batch, gamma, operators, averaging), number);
    }

    private static TargetOperators operators(Random random) {
        TargetOperators operators = TargetOperators.NONE;
        if (random.nextInt(3) == 0) {
            return TargetOperators.all(quantizer(random));
        }
        for (Target target : Target.values()) {
            operators = operators.with(target, random.nextInt(4) == 0 ? new Identity() : quantizer(random));
        }
        Target anchor = new Target[] {Target.PARAMETER, Target.ACTIVATION, Target.GRADIENT}[random.nextInt(3)];
        return operators.get(anchor) instanceof Quantizer ? operators : operators.with(anchor, quantizer(random));
    }

    private static Operator quantizer(Random random) {
        String format = FORMATS.get(random.nextInt(FORMATS.size()));
        boolean grid = format.contains("int") || format.startsWith("fixed");
        String rounding = grid && random.nextInt(3) == 0
                ? random.nextBoolean() ? "tpdf" : "subtractive"
                : ROUNDINGS.get(random.nextInt(ROUNDINGS.size()));
        if (rounding.equals("subtractive") && format.startsWith("int16")) {
            rounding = "tpdf";
        }
        String overflow = OVERFLOWS.get(random.nextInt(OVERFLOWS.size()));
        if (overflow.equals(":wrap") && (!grid || format.contains("symmetric"))) {
            overflow = ":ovf-inf";
        }
        return OperatorExpression.parse(format + ":" + rounding + overflow).resolve();
    }

    private static Problem gaussian(Random random, int d) {
        double[] eigenvalues = new double[d];
        double[] optimum = new double[d];
        double decay = random.nextInt(4) * 0.7;
        double scale = Math.scalb(1.0, random.nextInt(4) == 0 ? random.nextInt(60) - 30 : 0);
        for (int i = 0; i < d; i++) {
            eigenvalues[i] = scale * Math.pow(i + 1, -decay);
            optimum[i] = random.nextGaussian() / Math.sqrt(scale);
        }
        return GaussianProblem.of(eigenvalues, optimum, random.nextInt(3) * 0.5);
    }

    /** Rows of code points, midpoints and their neighbours; a second half with the signs turned, so that sums cancel. */
    private static Problem population(Random random, int d, TargetOperators operators) {
        int n = 2 * (1 + random.nextInt(6)) + 2 * d;
        double[] features = new double[n * d];
        double[] labels = new double[n];
        double scale = Math.scalb(1.0, random.nextInt(5) == 0 ? random.nextInt(400) - 200 : -random.nextInt(3));
        double labelScale = random.nextInt(5) == 0 ? Math.scalb(1.0, random.nextInt(200) - 100) : 1;
        for (int r = 0; r < n / 2; r++) {
            for (int i = 0; i < d; i++) {
                double x = admissible(random, scale * corner(random, operators.get(Target.DATA)));
                features[r * d + i] = x;
                features[(r + n / 2) * d + i] = random.nextInt(8) == 0 ? Math.nextUp(-x) : -x;
            }
            labels[r] = admissible(random, labelScale * corner(random, operators.get(Target.LABEL)));
            labels[r + n / 2] = random.nextBoolean() ? -labels[r] : labels[r];
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            names.add("x" + i);
        }
        try {
            return FinitePopulation.of(names, features, labels, "corners");
        } catch (InputException e) {
            // scales so far apart that the features are dependent in double
            return gaussian(random, d);
        }
    }

    /** Populations admit magnitudes between 1e-75 and 1e75. */
    private static double admissible(Random random, double x) {
        return Math.abs(x) > 1e-70 && Math.abs(x) < 1e70 ? x : random.nextGaussian();
    }

    private static double corner(Random random, Operator operator) {
        double value = random.nextGaussian();
        if (random.nextInt(40) == 0) {
            return random.nextBoolean() ? 1e-70 : 0x1p40;
        }
        if (operator instanceof Quantizer q
                && random.nextInt(4) != 0
                && q.format().contains(1.0)) {
            double at = q.format().nextUp(random.nextBoolean() || !q.format().hasZero() ? 1.0 : 0.0);
            double next = q.format().nextUp(at);
            value = switch (random.nextInt(4)) {
                case 0 -> at;
                case 1 -> at + (next - at) / 2;
                case 2 -> Math.nextUp(at + (next - at) / 2);
                default -> Math.nextDown(at);
            };
            value = random.nextBoolean() ? value : -value;
        }
        return value;
    }
}
