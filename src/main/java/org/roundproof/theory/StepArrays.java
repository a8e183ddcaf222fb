package org.roundproof.theory;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/** The coefficients of a {@link ProductStep}, or something about each of them, as arrays of doubles over the d coordinates. */
final class StepArrays {
    final double[] second;
    final double[] cross;
    final double[] constant;
    final double[] m2;
    final double[] sumSecond;
    final double[] sumMean;
    final double[] contraction;
    final double[] drift;

    private StepArrays(
            double[] second,
            double[] cross,
            double[] constant,
            double[] m2,
            double[] sumSecond,
            double[] sumMean,
            double[] contraction,
            double[] drift) {
        this.second = second;
        this.cross = cross;
        this.constant = constant;
        this.m2 = m2;
        this.sumSecond = sumSecond;
        this.sumMean = sumMean;
        this.contraction = contraction;
        this.drift = drift;
    }

    /** One double for each coefficient. */
    static <T> StepArrays of(ProductStep<T> step, ToDoubleFunction<T> part) {
        return new StepArrays(
                array(step.second(), part),
                array(step.cross(), part),
                array(step.constant(), part),
                array(step.m2(), part),
                array(step.sumSecond(), part),
                array(step.sumMean(), part),
                array(step.contraction(), part),
                array(step.drift(), part));
    }

    /** One double for each coefficient of two steps. */
    StepArrays with(StepArrays other, DoubleBinaryOperator both) {
        return new StepArrays(
                array(second, other.second, both),
                array(cross, other.cross, both),
                array(constant, other.constant, both),
                array(m2, other.m2, both),
                array(sumSecond, other.sumSecond, both),
                array(sumMean, other.sumMean, both),
                array(contraction, other.contraction, both),
                array(drift, other.drift, both));
    }

    private static double[] array(double[] a, double[] b, DoubleBinaryOperator both) {
        double[] result = new double[a.length];
        Arrays.setAll(result, i -> both.applyAsDouble(a[i], b[i]));
        return result;
    }

    int dimension() {
        return m2.length;
    }

    static <T> double[] array(List<T> values, ToDoubleFunction<T> part) {
        return values.stream().mapToDouble(part).toArray();
    }
}
