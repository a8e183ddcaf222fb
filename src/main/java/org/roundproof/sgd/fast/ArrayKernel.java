package org.roundproof.sgd.fast;

import org.roundproof.format.FloatFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.simd.Simd;
import org.roundproof.simd.SimdLoops;

/**
 * A loop that rounds an array. What an element becomes is defined by the rounder, one element at a time; a kernel says the
 * same of many at once and leaves to the rounder whatever it cannot say. The proofs are in {@code
 * proofs-notes/array-kernels.md}. Immutable.
 */
sealed interface ArrayKernel
        permits ApartKernel,
                ElementKernel,
                LaneKernel,
                NearestFloatKernel,
                NearestUniformKernel,
                SimdStochastic,
                StochasticKernel {
    /** As {@link FastRounder#round(double[], double[], int, int[], int[], TensorWords)}. */
    void round(FastRounder rounder, double[] in, double[] out, int length, int[] first, int[] second, TensorWords more);

    /**
     * As {@link FastRounder#roundAbout}: false, and nothing done, where the kernel knows no bulk way.
     */
    default boolean roundAbout(double[] in, double relative, double[] out, int length, int[] first, int[] second) {
        return false;
    }

    /** The fastest kernel that knows the quantizer. */
    static ArrayKernel of(Quantizer quantizer, Mode mode) {
        if (mode == Mode.TIES_TO_EVEN) {
            if (quantizer.format() instanceof FloatFormat format && NearestFloatKernel.knows(format)) {
                return new NearestFloatKernel(format);
            }
            if (quantizer.format() instanceof UniformFormat format
                    && NearestUniformKernel.knows(format, quantizer.overflow())) {
                return new NearestUniformKernel(format, quantizer.overflow());
            }
        }
        if (quantizer.format() instanceof UniformFormat format
                && TriangularLanes.knows(format, mode, quantizer.overflow())) {
            return TriangularLanes.of(format);
        }
        Grid grid = Grid.of(quantizer.format());
        int bits = Mode.bitsOf(quantizer.rounding());
        if (grid == null) {
            return new ElementKernel();
        }
        ArrayKernel plain = stochastic(grid, mode, bits);
        SimdLoops loops = Simd.loops();
        return loops != null && SimdStochastic.knows(grid, mode, bits)
                ? SimdStochastic.of(loops, grid, mode, bits, plain)
                : plain;
    }

    private static ArrayKernel stochastic(Grid grid, Mode mode, int bits) {
        if (StochasticLanes.knows(grid, mode, bits)) {
            return StochasticLanes.of(grid, mode, bits);
        }
        return StochasticKernel.knows(grid, mode) ? new StochasticKernel(grid, mode, bits) : new ElementKernel();
    }
}
