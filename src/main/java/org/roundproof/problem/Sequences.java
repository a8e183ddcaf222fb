package org.roundproof.problem;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.roundproof.InputException;

/** The first d terms of a sequence whose index starts at 1. */
final class Sequences {
    private Sequences() {}

    static double[] of(int dimension, IntToDoubleFunction term) {
        if (dimension < 1) {
            throw new InputException("the dimension is " + dimension + "; it must be at least 1");
        }
        double[] terms = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            terms[i] = term.applyAsDouble(i + 1);
        }
        return terms;
    }

    /** i^−exponent. */
    static double[] power(double exponent, int dimension) {
        return of(dimension, i -> StrictMath.pow(i, -exponent));
    }

    static double[] leading(String what, List<Double> list, int dimension) {
        if (list.size() < dimension) {
            throw new InputException(
                    what + " holds " + list.size() + " values; dimension " + dimension + " needs as many");
        }
        return of(dimension, i -> list.get(i - 1));
    }
}
