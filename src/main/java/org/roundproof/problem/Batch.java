package org.roundproof.problem;

import org.roundproof.InputException;

/**
 * One fresh batch.
 *
 * @param rows B
 * @param columns d
 * @param features x, row-major, B·d doubles
 * @param labels y, B doubles
 */
public record Batch(int rows, int columns, double[] features, double[] labels) {
    /** Most elements of a batch. */
    private static final int LARGEST = 1 << 27;

    /**
     * B·d as an array length.
     *
     * @throws InputException where it is more than fits in memory
     */
    public static int elements(int rows, int columns) {
        if (rows < 1) {
            throw new InputException("the batch has " + rows + " rows; it must have at least 1");
        }
        if ((long) rows * columns > LARGEST) {
            throw new InputException("a batch of " + rows + " rows by " + columns
                    + " columns is too large; use at most 2^27 elements (1 GiB)");
        }
        return rows * columns;
    }
}
