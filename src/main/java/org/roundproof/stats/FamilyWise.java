package org.roundproof.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Control of the family-wise error: the probability that any true hypothesis of the family is rejected, whatever the
 * dependence between the tests.
 */
public final class FamilyWise {
    private FamilyWise() {}

    /** Bonferroni: a hypothesis is rejected at level α iff its adjusted p-value min(1, m·p) is at most α. */
    public static double[] bonferroni(double... pValues) {
        double[] adjusted = new double[pValues.length];
        for (int i = 0; i < pValues.length; i++) {
            adjusted[i] = Math.min(1, pValues.length * check(pValues[i]));
        }
        return adjusted;
    }

    /**
     * Holm's step-down procedure, never less powerful (S. Holm, Scand. J. Statist. 6 (1979) 65–70): with p sorted upwards,
     * the adjusted p-value of the i-th smallest is max over j ≤ i of min(1, (m − j + 1)·p_(j)).
     */
    public static double[] holm(double... pValues) {
        int m = pValues.length;
        int[] order = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> check(pValues[i])))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[m];
        double largest = 0;
        for (int j = 0; j < m; j++) {
            largest = Math.max(largest, Math.min(1, (m - j) * pValues[order[j]]));
            adjusted[order[j]] = largest;
        }
        return adjusted;
    }

    private static double check(double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("p-value " + pValue + " is not in [0, 1]");
        }
        return pValue;
    }
}
