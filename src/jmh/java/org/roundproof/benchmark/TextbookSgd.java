package org.roundproof.benchmark;

import org.roundproof.format.FloatFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.problem.Batch;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.RandomWords;
import org.roundproof.sgd.Target;

/**
 * Quantized SGD as a textbook has it: one quantizer, called element by element, with {@link Math#scalb} and {@link Math#floor}
 * and a uniform double for each stochastic decision; sums and weights in double. The same process as the engines', and with
 * their words ({@link TextbookUniforms#of}) the same run, but for the rounding of its sums.
 */
final class TextbookSgd {
    private final Rounder rounder;
    private final double stepSize;
    private final int rows;

    /**
     * For {@code sr} on a float with subnormals and signs, or {@code tpdf} on a uniform grid, saturating.
     *
     * @throws IllegalArgumentException for any other quantizer
     */
    TextbookSgd(Quantizer quantizer, int rows, double stepSize, TextbookUniforms uniforms) {
        this.rounder = rounder(quantizer, uniforms);
        this.rows = rows;
        this.stepSize = stepSize;
    }

    /** The average after the given number of steps. */
    double[] run(Problem problem, RandomWords words, int steps) {
        int d = problem.dimension();
        double[] weights = new double[d];
        double[] average = new double[d];
        double[] parameter = new double[d];
        double[] x = new double[rows * d];
        for (int step = 1; step <= steps; step++) {
            for (int i = 0; i < d; i++) {
                average[i] += weights[i] / steps;
                parameter[i] = rounder.round(weights[i], Target.PARAMETER, step, i);
            }
            Batch batch = problem.batch(words, 0, step, rows);
            for (int r = 0; r < rows; r++) {
                double product = 0;
                for (int i = r * d; i < (r + 1) * d; i++) {
                    x[i] = rounder.round(batch.features()[i], Target.DATA, step, i);
                    product += x[i] * parameter[i - r * d];
                }
                double label = rounder.round(batch.labels()[r], Target.LABEL, step, r);
                double residual = label - rounder.round(product, Target.ACTIVATION, step, r);
                double gradient = stepSize / rows * rounder.round(residual, Target.GRADIENT, step, r);
                for (int i = 0; i < d; i++) {
                    weights[i] += gradient * x[r * d + i];
                }
            }
        }
        return average;
    }

    /** Q of one element. */
    private interface Rounder {
        double round(double x, Target target, int step, int element);
    }

    private static Rounder rounder(Quantizer quantizer, TextbookUniforms uniforms) {
        if (quantizer.overflow() == Overflow.SAT_FINITE) {
            if (quantizer.format() instanceof UniformFormat format && quantizer.rounding() instanceof Rounding.Tpdf) {
                return dither(format, uniforms);
            }
            if (quantizer.format() instanceof FloatFormat format
                    && format.signed()
                    && format.subnormals()
                    && quantizer.rounding() instanceof Rounding.Stochastic) {
                return stochastic(format, uniforms);
            }
        }
        throw new IllegalArgumentException("the textbook has no " + quantizer.expression());
    }

    private static Rounder dither(UniformFormat format, TextbookUniforms uniforms) {
        double step = format.step();
        double least = format.minFinite();
        double largest = format.maxFinite();
        return (x, target, t, i) -> {
            double noise = uniforms.next(target, t, i, 0) + uniforms.next(target, t, i, 1) - 0.5;
            return Math.min(Math.max(Math.floor(x / step + noise) * step, least), largest);
        };
    }

    private static Rounder stochastic(FloatFormat format, TextbookUniforms uniforms) {
        int precision = format.precision();
        int minExponent = format.minExponent();
        double largest = format.maxFinite();
        return (x, target, t, i) -> {
            double magnitude = Math.abs(x);
            int exponent = Math.max(Math.getExponent(magnitude), minExponent) - precision + 1;
            double scaled = Math.scalb(magnitude, -exponent);
            double rounded = Math.scalb(Math.floor(scaled + uniforms.next(target, t, i, 0)), exponent);
            return Math.copySign(Math.min(rounded, largest), x);
        };
    }
}
