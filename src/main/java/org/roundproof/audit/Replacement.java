package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A search for populations on which the upper bound fails when rows are drawn without replacement, each pass in a new random
 * order. It is not known whether there are any.
 */
final class Replacement {
    private static final double[] SHARES = {0.125, 0.5, 0.875};

    private final int size;
    private final int steps;
    private final List<double[]> points = new ArrayList<>();
    private long settings;
    private long larger;
    private double excess = 1;
    private String excessive = "";
    private double greatest;
    private String where = "";

    /** All populations of {@code size} rows that are not all the same, N = 3 … {@code steps}. */
    Replacement(Tally tally, int size, int steps, boolean many) {
        this.size = size;
        this.steps = steps;
        for (int x : many ? new int[] {0, 1, 2, 4} : new int[] {1, 2}) {
            for (int y : many ? new int[] {-2, -1, 0, 1, 2} : new int[] {-1, 0, 1}) {
                points.add(new double[] {x, y});
            }
        }
        List<double[][]> populations = new ArrayList<>();
        collect(populations, new double[size][], 0, 0);
        for (double[][] rows : populations) {
            search(rows);
        }
        tally.require(greatest < 1, () -> "without replacement the bound fails: " + where);
    }

    private void collect(List<double[][]> populations, double[][] rows, int filled, int from) {
        if (filled == rows.length) {
            populations.add(rows.clone());
            return;
        }
        for (int k = from; k < points.size(); k++) {
            rows[filled] = points.get(k);
            collect(populations, rows, filled + 1, k);
        }
    }

    private void search(double[][] rows) {
        if (Arrays.stream(rows).allMatch(row -> row == rows[0])
                || Arrays.stream(rows).allMatch(row -> row[0] == 0)) {
            return;
        }
        SmallPopulation tiny = SmallPopulation.of(0x1p-10, 2, 1, rows);
        double threshold = tiny.terms().stepSizeThreshold();
        for (double share : SHARES) {
            double step = Math.scalb(Math.rint(Math.scalb(share * threshold, 8)), -8);
            for (int n = 3; n <= steps && step > 0; n++) {
                enter(SmallPopulation.of(step, n, 1, rows));
            }
        }
    }

    private void enter(SmallPopulation small) {
        SmallProcess process = small.process();
        QuantizedOptimum optimum = process.optimum();
        BigFraction risk = process.drawn(Replacement::inPasses).risk(optimum);
        settings++;
        BigFraction anew = process.risk(optimum);
        if (risk.subtract(anew).signum() > 0) {
            larger++;
            double ratio = risk.divide(anew).doubleValue();
            if (ratio > excess) {
                excess = ratio;
                excessive = small.text();
            }
        }
        double share = risk.doubleValue() / small.bound();
        if (share > greatest) {
            greatest = share;
            where = small.text();
        }
    }

    /** Step t takes row number (t − 1) mod n of a random order of its pass. */
    static int inPasses(Choices choices, int step, int position, int size) {
        int pass = (step - 1) / size;
        List<Integer> left = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        int row = 0;
        for (int k = 0; k <= (step - 1) % size; k++) {
            row = left.remove(choices.pick("pass " + pass + ", " + k, left.size()));
        }
        return row;
    }

    /** What was searched and found. */
    String text() {
        return "all populations of " + size + " rows, N = 3 … " + steps + ", " + Digits.count(settings)
                + " settings: the bound holds, risk over bound at most " + Digits.fixed(greatest, 4) + ", and in "
                + Digits.count(larger) + " the risk is larger than with replacement"
                + (larger == 0 ? "" : ", by at most a factor " + Digits.fixed(excess, 4) + ": " + excessive);
    }
}
