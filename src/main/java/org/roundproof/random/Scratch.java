package org.roundproof.random;

/** Buffers of a thread, so that drawing many words and numbers allocates nothing. What they hold means nothing between calls. */
final class Scratch {
    /** Length of the buffers. */
    static final int CHUNK = 256;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    /** Counters of {@link Philox4x32#blocks}: four words of each of {@link Philox4x32#LANES} blocks. */
    final long[][] counters = new long[Philox4x32.BLOCK][Philox4x32.LANES];

    /** Words of levels 0 and 1, for {@link Uniforms#fill}. */
    final int[] level0 = new int[CHUNK];

    final int[] level1 = new int[CHUNK];

    /** For {@link Gaussians#fill}. */
    final double[] uniforms = new double[CHUNK];

    final double[] central = new double[CHUNK];

    private Scratch() {}

    static Scratch get() {
        return OF_THREAD.get();
    }
}
