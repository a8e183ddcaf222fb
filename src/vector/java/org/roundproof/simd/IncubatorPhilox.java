package org.roundproof.simd;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Philox4x32-10 on as many blocks as there are long integers in a vector: each word of the counter is the low half of a lane,
 * above which anything may stand, and a product of two words fills one.
 *
 * <p>Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, <i>Parallel random numbers: as easy as 1, 2, 3</i>, SC'11,
 * section 3.3 (Random123).
 */
final class IncubatorPhilox {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = LONGS.length();

    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long WORD = 0xffff_ffffL;

    /** 0, 1, 2, … */
    private static final LongVector INDEX = LongVector.zero(LONGS).addIndex(1);
    /** Lanes 0, 0, 1, 1, … of the first half, and of the second: with those of another vector between them, pairs side by side. */
    private static final VectorShuffle<Long> FIRST_HALF = VectorShuffle.fromOp(LONGS, i -> i / 2);

    private static final VectorShuffle<Long> SECOND_HALF = VectorShuffle.fromOp(LONGS, i -> (LANES + i) / 2);
    private static final VectorMask<Long> ODD = INDEX.and(1).compare(VectorOperators.EQ, 1);

    private IncubatorPhilox() {}

    /** As {@link SimdLoops#philox}. */
    static int blocks(
            int counter0, int counter1, int counter2, int counter3, long key, int[] out, int offset, int count) {
        int most = count - count % LANES;
        for (int done = 0; done < most; done += LANES) {
            LongVector c0 = INDEX.add((long) (counter0 + done));
            LongVector c1 = LongVector.broadcast(LONGS, counter1);
            LongVector c2 = LongVector.broadcast(LONGS, counter2);
            LongVector c3 = LongVector.broadcast(LONGS, counter3);
            int k0 = (int) key;
            int k1 = (int) (key >>> Integer.SIZE);
            for (int round = 0; round < ROUNDS; round++) {
                LongVector product0 = c0.and(WORD).mul(MULTIPLIER_0);
                LongVector product1 = c2.and(WORD).mul(MULTIPLIER_1);
                c0 = high(product1).lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.XOR, k0);
                c1 = product1;
                c2 = high(product0).lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.XOR, k1);
                c3 = product0;
                k0 += WEYL_0;
                k1 += WEYL_1;
            }
            LongVector words01 = c0.and(WORD).or(c1.lanewise(VectorOperators.LSHL, Integer.SIZE));
            LongVector words23 = c2.and(WORD).or(c3.lanewise(VectorOperators.LSHL, Integer.SIZE));
            write(words01, words23, FIRST_HALF, out, offset + 4 * done);
            write(words01, words23, SECOND_HALF, out, offset + 4 * done + 2 * LANES);
        }
        return most;
    }

    private static LongVector high(LongVector product) {
        return product.lanewise(VectorOperators.LSHR, Integer.SIZE);
    }

    /** Half of the blocks; the low half of a long comes first, as lanes are numbered. */
    private static void write(LongVector words01, LongVector words23, VectorShuffle<Long> half, int[] out, int at) {
        words01.rearrange(half)
                .blend(words23.rearrange(half), ODD)
                .reinterpretAsInts()
                .intoArray(out, at);
    }
}
