package org.roundproof.theory;

import java.util.Arrays;

/**
 * A sum over d coordinates in at most {@link #WIDTH} lanes: term i goes to lane i mod WIDTH, and the lanes are added pairwise
 * at the end. Adding to lanes has no chain from one term to the next, so it runs in vector registers; the order is fixed, so
 * the bits are. A term passes through at most {@link #depth} additions.
 */
final class LaneSum {
    static final int WIDTH = 256;

    private final double[] lanes;
    private final int depth;

    /** For sums of {@code dimension} terms. */
    LaneSum(int dimension) {
        lanes = new double[Math.min(WIDTH, dimension)];
        int blocks = (dimension + WIDTH - 1) / WIDTH;
        depth = blocks + Integer.SIZE - Integer.numberOfLeadingZeros(lanes.length);
    }

    /** ⌈d/WIDTH⌉ + ⌊log₂ lanes⌋ + 1. */
    int depth() {
        return depth;
    }

    void clear() {
        Arrays.fill(lanes, 0);
    }

    /** The lanes, to be added to in blocks of WIDTH coordinates. */
    double[] lanes() {
        return lanes;
    }

    /** The sum; destroys the lanes. */
    double total() {
        int n = lanes.length;
        while (n > 1) {
            int half = (n + 1) / 2;
            for (int i = 0; i < n - half; i++) {
                lanes[i] += lanes[i + half];
            }
            n = half;
        }
        return lanes[0];
    }
}
