package org.roundproof.problem;

import java.util.List;
import org.roundproof.InputException;

/**
 * Features of mean 0 and population variance 1, label of mean 0: x ← (x − m)/s with m = (Σx)/n, s = √((Σ(x − m)²)/n), y ← y
 * − (Σy)/n, in double, sums in the order of the rows.
 */
final class Standardization {
    private Standardization() {}

    /** Standardizes the columns in place. */
    static void features(double[] features, List<String> names, int n, String what) {
        int d = names.size();
        for (int j = 0; j < d; j++) {
            if (isConstant(features, n, d, j)) {
                throw new InputException(
                        what + ", column " + names.get(j) + " is constant; it cannot be standardized, drop it");
            }
            double mean = mean(features, n, d, j);
            double squares = 0;
            for (int k = 0; k < n; k++) {
                double difference = features[k * d + j] - mean;
                squares += difference * difference;
            }
            double deviation = StrictMath.sqrt(squares / n);
            if (!(deviation > 0) || !Double.isFinite(deviation)) {
                throw new InputException(what + ", column " + names.get(j) + " has standard deviation " + deviation
                        + " in double; rescale it");
            }
            for (int k = 0; k < n; k++) {
                features[k * d + j] = (features[k * d + j] - mean) / deviation;
            }
        }
    }

    /** Centres the label in place. */
    static void label(double[] labels, String what) {
        double mean = mean(labels, labels.length, 1, 0);
        if (!Double.isFinite(mean)) {
            throw new InputException(what + ": the label's mean is beyond the largest double; rescale it");
        }
        for (int k = 0; k < labels.length; k++) {
            labels[k] -= mean;
        }
    }

    private static double mean(double[] values, int n, int d, int j) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += values[k * d + j];
        }
        return sum / n;
    }

    private static boolean isConstant(double[] values, int n, int d, int j) {
        for (int k = 1; k < n; k++) {
            if (values[k * d + j] != values[j]) {
                return false;
            }
        }
        return true;
    }
}
