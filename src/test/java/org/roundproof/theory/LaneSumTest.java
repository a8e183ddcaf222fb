package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Sums over lanes: every term once, through no more additions than are counted. */
class LaneSumTest {
    private static final int[] DIMENSIONS = {1, 2, 3, 7, 255, 256, 257, 300, 512, 513, 1000};

    /** Sums of distinct integers are exact in any order: a term lost or doubled shows. */
    @Test
    void everyTermCountsOnce() {
        for (int d : DIMENSIONS) {
            LaneSum sum = new LaneSum(d);
            for (int repetition = 0; repetition < 2; repetition++) {
                sum.clear();
                for (int i = 0; i < d; i++) {
                    sum.lanes()[i % LaneSum.WIDTH] += i * (double) i + 1;
                }
                assertEquals((d - 1.0) * d * (2 * d - 1) / 6 + d, sum.total(), "d = " + d);
            }
        }
    }

    /** Pairs of lanes are added: as many rounds as halvings. */
    @Test
    void depthCountsTheAdditions() {
        for (int d : DIMENSIONS) {
            int rounds = 0;
            for (int lanes = Math.min(d, LaneSum.WIDTH); lanes > 1; lanes = (lanes + 1) / 2) {
                rounds++;
            }
            int additions = (int) Math.ceil(d / (double) LaneSum.WIDTH) + rounds;
            int depth = new LaneSum(d).depth();
            assertTrue(additions <= depth && depth <= additions + 1, "d = " + d + ": " + additions + ", " + depth);
        }
    }

    /** The lanes are added pairwise, not in a chain: small terms survive beside a large one in another pair. */
    @Test
    void lanesAreAddedPairwise() {
        LaneSum sum = new LaneSum(256);
        Arrays.fill(sum.lanes(), 0x1p-53);
        sum.lanes()[0] = 1;
        // a chain from 1 would stay at 1; pairs lose one term alone
        assertEquals(1 + 254 * 0x1p-53, sum.total());
    }
}
