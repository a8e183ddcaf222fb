package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Quantizer;

/** E[x̃ x̃ᵀ] of a few rows by enumeration of every joint outcome of their coordinates, in rational numbers. */
final class JointOutcomes {
    private JointOutcomes() {}

    /**
     * A value of one coordinate.
     *
     * @param value x̃_i
     * @param probability of it
     */
    record Outcome(BigFraction value, BigFraction probability) {}

    /** Each coordinate rounded by itself. */
    static List<List<Outcome>> quantized(BigFraction[] row, Quantizer quantizer) {
        List<List<Outcome>> coordinates = new ArrayList<>();
        for (BigFraction x : row) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Distribution.Atom atom :
                    quantizer.distribution(ExactReal.of(x.doubleValue())).support()) {
                outcomes.add(new Outcome(BigFraction.from(atom.value()), atom.probability()));
            }
            coordinates.add(outcomes);
        }
        return coordinates;
    }

    /** x_i ± deviation, one half each. */
    static List<List<Outcome>> additive(BigFraction[] row, BigFraction deviation) {
        List<List<Outcome>> coordinates = new ArrayList<>();
        for (BigFraction x : row) {
            coordinates.add(pair(x.subtract(deviation), x.add(deviation)));
        }
        return coordinates;
    }

    /** (1 ± deviation) x_i, one half each. */
    static List<List<Outcome>> multiplicative(BigFraction[] row, BigFraction deviation) {
        List<List<Outcome>> coordinates = new ArrayList<>();
        for (BigFraction x : row) {
            coordinates.add(
                    pair(x.multiply(BigFraction.ONE.subtract(deviation)), x.multiply(BigFraction.ONE.add(deviation))));
        }
        return coordinates;
    }

    private static List<Outcome> pair(BigFraction low, BigFraction high) {
        BigFraction half = BigFraction.of(1, 2);
        return List.of(new Outcome(low, half), new Outcome(high, half));
    }

    /** E[x̃ x̃ᵀ], the mean over rows whose coordinates are independent. */
    static BigFraction[][] secondMoment(List<List<List<Outcome>>> rows) {
        int d = rows.get(0).size();
        BigFraction[][] sum = new BigFraction[d][d];
        for (BigFraction[] line : sum) {
            Arrays.fill(line, BigFraction.ZERO);
        }
        for (List<List<Outcome>> row : rows) {
            walk(row, new BigFraction[d], 0, BigFraction.of(1, rows.size()), sum);
        }
        return sum;
    }

    private static void walk(
            List<List<Outcome>> row, BigFraction[] point, int next, BigFraction weight, BigFraction[][] sum) {
        if (next == point.length) {
            for (int i = 0; i < point.length; i++) {
                for (int j = 0; j < point.length; j++) {
                    sum[i][j] = sum[i][j].add(weight.multiply(point[i]).multiply(point[j]));
                }
            }
            return;
        }
        for (Outcome outcome : row.get(next)) {
            point[next] = outcome.value();
            walk(row, point, next + 1, weight.multiply(outcome.probability()), sum);
        }
    }

    /** The rows themselves, unquantized. */
    static List<List<Outcome>> exact(BigFraction[] row) {
        List<List<Outcome>> coordinates = new ArrayList<>();
        for (BigFraction x : row) {
            coordinates.add(List.of(new Outcome(x, BigFraction.ONE)));
        }
        return coordinates;
    }

    /** Rows of dyadic numbers given in units of 1/unit. */
    static List<BigFraction[]> rows(int unit, int[]... numerators) {
        List<BigFraction[]> rows = new ArrayList<>();
        for (int[] numerator : numerators) {
            BigFraction[] row = new BigFraction[numerator.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = BigFraction.of(numerator[i], unit);
            }
            rows.add(row);
        }
        return rows;
    }
}
