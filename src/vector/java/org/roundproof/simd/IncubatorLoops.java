package org.roundproof.simd;

import jdk.incubator.vector.LongVector;

/** The loops by {@code jdk.incubator.vector}, in the part of it that Java 17 and later releases have in common. */
final class IncubatorLoops implements SimdLoops {
    @Override
    public int lanes() {
        return LongVector.SPECIES_PREFERRED.length();
    }

    @Override
    public int philox(
            int counter0, int counter1, int counter2, int counter3, long key, int[] out, int offset, int count) {
        return IncubatorPhilox.blocks(counter0, counter1, counter2, counter3, key, out, offset, count);
    }

    @Override
    public boolean stochastic(CarryRounding rounding, double[] in, double[] out, int length, int[] words) {
        return IncubatorStochastic.round(rounding, in, out, length, words);
    }
}
