package org.roundproof.sgd.fast;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A kernel that the JVM compiles by itself. HotSpot's C2 makes vector instructions of a kernel's loops there, but not reliably
 * where it inlines them into a larger method, and then they take twice the time; it never inlines a method handle that is not a
 * constant.
 */
final class ApartKernel implements ArrayKernel {
    private static final MethodType ROUND = MethodType.methodType(
            void.class,
            FastRounder.class,
            double[].class,
            double[].class,
            int.class,
            int[].class,
            int[].class,
            TensorWords.class);
    private static final MethodType ROUND_ABOUT = MethodType.methodType(
            boolean.class, double[].class, double.class, double[].class, int.class, int[].class, int[].class);

    private final MethodHandle round;
    private final MethodHandle roundAbout;

    ApartKernel(ArrayKernel kernel) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            round = lookup.bind(kernel, "round", ROUND);
            roundAbout = lookup.bind(kernel, "roundAbout", ROUND_ABOUT);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the methods of " + ArrayKernel.class, e);
        }
    }

    @Override
    public void round(
            FastRounder rounder, double[] in, double[] out, int length, int[] first, int[] second, TensorWords more) {
        try {
            round.invokeExact(rounder, in, out, length, first, second, more);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    public boolean roundAbout(double[] in, double relative, double[] out, int length, int[] first, int[] second) {
        try {
            return (boolean) roundAbout.invokeExact(in, relative, out, length, first, second);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** What a kernel throws is unchecked: thrown as it is. */
    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return (RuntimeException) e;
    }
}
