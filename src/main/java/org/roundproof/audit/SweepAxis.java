package org.roundproof.audit;

import java.util.function.DoubleFunction;
import org.roundproof.quantizer.Operator;

/** What a sweep changes. */
enum SweepAxis {
    /** N. */
    STEPS("N") {
        @Override
        Setting move(Setting base, double x) {
            return base.withSteps((int) x);
        }
    },
    /** B. */
    BATCH("B") {
        @Override
        Setting move(Setting base, double x) {
            return base.withBatch((int) x);
        }
    },
    /** d, the spectrum and γ staying. */
    DIMENSION("d") {
        @Override
        Setting move(Setting base, double x) {
            return base.withDimension((int) x);
        }
    },
    /** ε, or 2^−2·bits. */
    LEVEL("ε") {
        @Override
        Setting move(Setting base, double x) {
            return base;
        }
    };

    private final String symbol;

    SweepAxis(String symbol) {
        this.symbol = symbol;
    }

    /** For captions. */
    String symbol() {
        return symbol;
    }

    abstract Setting move(Setting base, double x);

    /**
     * The sweep of a family of operators.
     *
     * @param base where the axis starts from
     * @param targets what is quantized
     * @param family the operator of each level
     * @param level of the operator while something else moves
     * @param x the grid
     */
    DoubleFunction<Setting> points(Setting base, TargetSet targets, DoubleFunction<Operator> family, double level) {
        return x -> move(base, x).with(targets.of(family.apply(this == LEVEL ? x : level)));
    }

    /** {@code start·factor^k}, k = 0 … count − 1. */
    static double[] grid(double start, double factor, int count) {
        double[] grid = new double[count];
        for (int k = 0; k < count; k++) {
            grid[k] = start * StrictMath.pow(factor, k);
        }
        return grid;
    }
}
