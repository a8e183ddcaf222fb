package org.roundproof.peers;

import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;

/** PyTorch's CPU tensors as functions from numbers to numbers. */
final class PyTorch {
    private PyTorch() {}

    /** The operator on a tensor of this type; its result is read as {@code format}'s codes. */
    static UnaryOperator<double[]> operator(
            ScalarType type, NumberFormat input, UnaryOperator<Tensor> operator, String format) {
        NumberFormat output = Formats.parse(format);
        return xs -> {
            try (Pointer data = data(xs, type, input)) {
                Tensor tensor = torch.from_blob(data, new long[] {xs.length}, new TensorOptions(type));
                return numbers(operator.apply(tensor).contiguous(), xs.length, output);
            }
        };
    }

    /** The values of codes, as PyTorch reads them. */
    static UnaryOperator<double[]> decode(ScalarType type, int bits) {
        return codes -> {
            try (Pointer data = bits == Byte.SIZE ? bytes(codes) : shorts(codes)) {
                Tensor tensor = torch.from_blob(data, new long[] {codes.length}, new TensorOptions(type));
                return numbers(tensor.to(ScalarType.Float), codes.length, Formats.parse("binary32"));
            }
        };
    }

    private static Pointer data(double[] xs, ScalarType type, NumberFormat input) {
        if (type == ScalarType.Double) {
            return new DoublePointer(xs);
        }
        if (type == ScalarType.Float) {
            float[] floats = new float[xs.length];
            for (int i = 0; i < xs.length; i++) {
                floats[i] = (float) xs[i];
            }
            return new FloatPointer(floats);
        }
        double[] codes = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            codes[i] = input.encode(xs[i]);
        }
        return shorts(codes);
    }

    private static Pointer bytes(double[] codes) {
        byte[] bytes = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            bytes[i] = (byte) (long) codes[i];
        }
        return new BytePointer(bytes);
    }

    private static Pointer shorts(double[] codes) {
        short[] shorts = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            shorts[i] = (short) (long) codes[i];
        }
        return new ShortPointer(shorts);
    }

    private static double[] numbers(Tensor result, int count, NumberFormat format) {
        double[] numbers = new double[count];
        switch (format.bits()) {
            case 32 -> {
                float[] floats = new float[count];
                new FloatPointer(result.data_ptr()).get(floats);
                for (int i = 0; i < count; i++) {
                    numbers[i] = floats[i];
                }
            }
            case 16 -> {
                short[] codes = new short[count];
                new ShortPointer(result.data_ptr()).get(codes);
                for (int i = 0; i < count; i++) {
                    numbers[i] = format.decode(codes[i] & 0xFFFF);
                }
            }
            default -> {
                byte[] codes = new byte[count];
                new BytePointer(result.data_ptr()).get(codes);
                for (int i = 0; i < count; i++) {
                    numbers[i] = format.decode(codes[i] & 0xFF);
                }
            }
        }
        return numbers;
    }
}
