package org.roundproof.benchmark;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.problem.Batch;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.RandomWords;

/**
 * Quantized SGD as a textbook has it: one quantizer, called element by element, with {@link Math#scalb} and {@link Math#floor}
 * and a uniform double for each stochastic decision; sums and weights in double. The same process as the engines', with
 * other random numbers.
 */
final class TextbookSgd {
    private final DoubleUnaryOperator quantizer;
    private final double stepSize;
    private final int rows;

    TextbookSgd(Quantizer quantizer, int rows, double stepSize, long seed) {
        this.quantizer = quantizer(quantizer, new SplittableRandom(seed));
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
                parameter[i] = quantizer.applyAsDouble(weights[i]);
            }
            Batch batch = problem.batch(words, 0, step, rows);
            for (int r = 0; r < rows; r++) {
                double product = 0;
                for (int i = 0; i < d; i++) {
                    x[r * d + i] = quantizer.applyAsDouble(batch.features()[r * d + i]);
                    product += x[r * d + i] * parameter[i];
                }
                double residual = quantizer.applyAsDouble(batch.labels()[r]) - quantizer.applyAsDouble(product);
                double gradient = stepSize / rows * quantizer.applyAsDouble(residual);
                for (int i = 0; i < d; i++) {
                    weights[i] += gradient * x[r * d + i];
                }
            }
        }
        return average;
    }

    private static DoubleUnaryOperator quantizer(Quantizer quantizer, SplittableRandom random) {
        if (quantizer.format() instanceof UniformFormat uniform) {
            double step = uniform.step();
            double least = uniform.minFinite();
            double largest = uniform.maxFinite();
            return x -> {
                double rounded = Math.floor(x / step + random.nextDouble() + random.nextDouble() - 0.5) * step;
                return Math.min(Math.max(rounded, least), largest);
            };
        }
        FloatFormat format = (FloatFormat) quantizer.format();
        int precision = format.precision();
        int minExponent = format.minExponent();
        double largest = format.maxFinite();
        return x -> {
            double magnitude = Math.abs(x);
            int exponent = Math.max(Math.getExponent(magnitude), minExponent) - precision + 1;
            double scaled = Math.scalb(magnitude, -exponent);
            double rounded = Math.scalb(Math.floor(scaled + random.nextDouble()), exponent);
            return Math.copySign(Math.min(rounded, largest), x);
        };
    }
}
