package org.roundproof.peers;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.roundproof.format.NumberFormat;

/** ONNX Runtime's CPU provider as a function from numbers to numbers: no optimization, one thread. */
final class OnnxRuntime {
    private final OrtEnvironment environment =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "peers");

    String version() {
        return environment.getVersion();
    }

    /** The operator of a model whose input and output have these types; the input must be values of its type. */
    UnaryOperator<double[]> operator(OnnxModel model, OnnxType input, OnnxType output) {
        byte[] bytes = model.bytes(input, output);
        return xs -> {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
                options.setIntraOpNumThreads(1);
                try (OrtSession session = environment.createSession(bytes, options);
                        OnnxTensor tensor = tensor(xs, input);
                        OrtSession.Result result = session.run(Map.of("x", tensor))) {
                    return numbers(((OnnxTensor) result.get(0)).getByteBuffer(), output);
                }
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private OnnxTensor tensor(double[] xs, OnnxType type) throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(xs.length * 8).order(ByteOrder.nativeOrder());
        OnnxJavaType javaType = OnnxJavaType.valueOf(type.name());
        NumberFormat format = type.format();
        for (double x : xs) {
            switch (type) {
                case DOUBLE -> bytes.putDouble(x);
                case FLOAT -> bytes.putFloat((float) x);
                case FLOAT16, BFLOAT16 -> bytes.putShort((short) format.encode(x));
                default -> throw new IllegalArgumentException("no input of type " + type);
            }
        }
        return OnnxTensor.createTensor(environment, bytes.flip(), new long[] {xs.length}, javaType);
    }

    /** The raw codes, decoded here; that ONNX Runtime decodes them alike is a case of its own. */
    private static double[] numbers(ByteBuffer raw, OnnxType type) {
        int width = type == OnnxType.FLOAT ? 4 : type.format().bits() / 8;
        double[] numbers = new double[raw.remaining() / width];
        NumberFormat format = type.format();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (width) {
                case 4 -> raw.getFloat();
                case 2 -> format.decode(raw.getShort() & 0xFFFF);
                default -> format.decode(raw.get() & 0xFF);
            };
        }
        return numbers;
    }
}
