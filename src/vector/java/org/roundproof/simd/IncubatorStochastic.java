package org.roundproof.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link CarryRounding}, on as many elements at once as there are doubles in a vector. */
final class IncubatorStochastic {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, DOUBLES.vectorShape());
    private static final int LANES = DOUBLES.length();
    private static final VectorSpecies<Integer> WORDS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(LANES * Integer.SIZE));

    private IncubatorStochastic() {}

    /** As {@link SimdLoops#stochastic}. */
    static boolean round(CarryRounding rounding, double[] in, double[] out, int length, int[] words) {
        boolean open = false;
        int last = length - LANES;
        int i = 0;
        for (; i <= last; i += LANES) {
            open |= lanes(rounding, in, out, i, words);
        }
        if (i < length) {
            // some of these are done already, and come to the same
            open |= lanes(rounding, in, out, last, words);
        }
        return open;
    }

    private static boolean lanes(CarryRounding rounding, double[] in, double[] out, int at, int[] words) {
        DoubleVector x = DoubleVector.fromArray(DOUBLES, in, at);
        DoubleVector magnitude = x.abs();
        VectorMask<Double> below = magnitude.compare(VectorOperators.LT, rounding.base());
        DoubleVector base = DoubleVector.zero(DOUBLES).blend(rounding.base(), below);
        DoubleVector sum = magnitude.add(base);
        DoubleVector back = sum.sub(base);
        // to nearest, and where that was away from zero, back by one
        VectorMask<Long> tooFar = back.compare(VectorOperators.GT, magnitude).cast(LONGS);
        LongVector t = sum.reinterpretAsLongs();
        t = t.blend(t.sub(1), tooFar);
        if (rounding.cut() > 0) {
            VectorMask<Long> inexact =
                    back.compare(VectorOperators.NE, magnitude).cast(LONGS);
            t = toEven(t.blend(t.or(1), inexact), rounding.cut());
        }
        LongVector carried = t.add(noise(rounding, words, at));
        VectorMask<Long> decided = carried.and(rounding.open())
                .compare(VectorOperators.NE, rounding.open())
                .and(magnitude.compare(VectorOperators.LE, rounding.limit()).cast(LONGS));
        LongVector kept = carried.and(-1L << rounding.dropped());
        LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
        DoubleVector result = kept.reinterpretAsDoubles()
                .sub(base)
                .reinterpretAsLongs()
                .or(sign)
                .reinterpretAsDoubles()
                .add(rounding.zero());
        DoubleVector.broadcast(DOUBLES, Double.NaN)
                .blend(result, decided.cast(DOUBLES))
                .intoArray(out, at);
        return !decided.allTrue();
    }

    /** The words as u: zero-extended, from bit D − 1 down, cut and completed. */
    private static LongVector noise(CarryRounding rounding, int[] words, int at) {
        LongVector word = (LongVector) IntVector.fromArray(WORDS, words, at).castShape(LONGS, 0);
        return word.lanewise(VectorOperators.LSHL, Integer.SIZE)
                .lanewise(VectorOperators.LSHR, Long.SIZE - rounding.dropped())
                .and(rounding.kept())
                .or(rounding.odd());
    }

    /** The nearest multiple of 2^cut, ties to even, above bits of no account. */
    private static LongVector toEven(LongVector t, int cut) {
        LongVector even = t.lanewise(VectorOperators.LSHR, cut).and(1);
        return t.add((1L << (cut - 1)) - 1).add(even);
    }
}
