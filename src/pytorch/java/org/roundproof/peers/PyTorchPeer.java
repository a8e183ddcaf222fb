package org.roundproof.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.roundproof.conformance.WordList;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.peers.Expectation.Promise;
import org.roundproof.quantizer.Quantizer;

/** PyTorch: conversions of element types, and quantize_per_tensor, on the CPU. The rules T1 and T2 stand in the note. */
final class PyTorchPeer implements Peer {
    private static final Map<ScalarType, String> EIGHT_BITS = new LinkedHashMap<>();
    private static final Map<ScalarType, String> SIXTEEN_BITS = new LinkedHashMap<>();
    private static final Map<ScalarType, InputType> SOURCES = new LinkedHashMap<>();
    private static final float[] SCALES = {0.0625f, 0.1f, 1 / 127.5f};
    private static final Quantizer BINARY32 = Expectation.quantizer("binary32:ties-to-even:ovf-inf");

    static {
        EIGHT_BITS.put(ScalarType.Float8_e4m3fn, "e4m3");
        EIGHT_BITS.put(ScalarType.Float8_e4m3fnuz, "e4m3fnuz");
        EIGHT_BITS.put(ScalarType.Float8_e5m2, "e5m2");
        EIGHT_BITS.put(ScalarType.Float8_e5m2fnuz, "e5m2fnuz");
        SIXTEEN_BITS.put(ScalarType.Half, "binary16");
        SIXTEEN_BITS.put(ScalarType.BFloat16, "bfloat16");
        SOURCES.put(ScalarType.Float, InputType.BINARY32);
        SOURCES.put(ScalarType.Double, InputType.BINARY64);
        SOURCES.put(ScalarType.Half, InputType.BINARY16);
        SOURCES.put(ScalarType.BFloat16, InputType.BFLOAT16);
    }

    private final String version;
    private final List<PeerCase> cases = new ArrayList<>();

    PyTorchPeer(String version) {
        this.version = version;
        torch.set_num_threads(1);
        for (ScalarType from : SOURCES.keySet()) {
            EIGHT_BITS.forEach((to, format) -> conversion(from, to, format, 1));
            SIXTEEN_BITS.forEach((to, format) -> conversion(from, to, format, 16));
        }
        e8m0();
        EIGHT_BITS.forEach((from, format) -> decoding(from, format, Byte.SIZE));
        SIXTEEN_BITS.forEach((from, format) -> decoding(from, format, Short.SIZE));
        decoding(ScalarType.Float8_e8m0fnu, "e8m0", Byte.SIZE);
        for (float scale : SCALES) {
            quantizePerTensor(ScalarType.QInt8, scale, 0);
            quantizePerTensor(ScalarType.QInt8, scale, -3);
            quantizePerTensor(ScalarType.QUInt8, scale, 0);
            quantizePerTensor(ScalarType.QUInt8, scale, 128);
        }
    }

    @Override
    public String name() {
        return "PyTorch, JavaCPP preset " + version + ", CPU";
    }

    @Override
    public List<PeerCase> cases() {
        return cases;
    }

    private void conversion(ScalarType from, ScalarType to, String format, int stride) {
        if (from == to) {
            return;
        }
        Expectation expectation = Expectation.of(format + ":ties-to-even:ovf-inf", "T1");
        cases.add(PeerCase.of(
                from + " → " + to,
                (from == ScalarType.Double
                                ? expectation.orTwice(
                                        x -> expectation.exact().applyAsDouble(BINARY32.quantize(x, WordList.NONE)))
                                : expectation)
                        .promising(Promise.OPEN),
                SOURCES.get(from).corners(Formats.parse(format), 1, stride),
                PyTorch.operator(from, source(from), tensor -> tensor.to(to), format)));
    }

    /** A scale has no sign: only x > 0 and the special values are compared. */
    private void e8m0() {
        ScalarType to = ScalarType.Float8_e8m0fnu;
        cases.add(PeerCase.of(
                "Float → " + to,
                Expectation.of("e8m0:ties-to-away:ovf-inf", "T1")
                        .promising(Promise.OPEN)
                        .where(x -> !(x < 0) && x != 0),
                InputType.BINARY32.corners(Formats.parse("e8m0"), 1, 1),
                PyTorch.operator(ScalarType.Float, source(ScalarType.Float), tensor -> tensor.to(to), "e8m0")));
    }

    private void decoding(ScalarType from, String format, int bits) {
        cases.add(PeerCase.ofCodes(
                from + " → Float", Expectation.ofCodes(format, "T1"), bits, PyTorch.decode(from, bits)));
    }

    /** int8 with zero point z has the values of uint8 with zero point z + 128. */
    private void quantizePerTensor(ScalarType type, float scale, int zero) {
        boolean signed = type == ScalarType.QInt8;
        Function<String, String> format =
                step -> "uint8(step=" + step + ",zero=" + (signed ? zero + 128 : zero) + "):ties-to-even";
        Quantizer unit = Expectation.quantizer(format.apply("1"));
        float reciprocal = 1 / scale;
        UnaryOperator<double[]> codes = PyTorch.operator(
                ScalarType.Float,
                source(ScalarType.Float),
                tensor -> torch.quantize_per_tensor(tensor, scale, zero, type).int_repr(),
                signed ? "int8(step=1)" : "uint8(step=1,zero=0)");
        cases.add(PeerCase.of(
                "quantize_per_tensor Float → " + type + ", scale=" + scale + ", zero point " + zero,
                Expectation.of(format.apply(Double.toHexString(scale)), "T2")
                        .orTwice(x -> unit.quantize((double) ((float) x * reciprocal), WordList.NONE) * scale)
                        .promising(Promise.ONE_OR_TWO_ROUNDINGS)
                        .where(x -> !Double.isNaN(x)),
                InputType.BINARY32.corners(unit.format(), scale, 1),
                xs -> Arrays.stream(codes.apply(xs))
                        .map(code -> (code - zero) * scale)
                        .toArray()));
    }

    private static NumberFormat source(ScalarType type) {
        return Formats.parse(SIXTEEN_BITS.getOrDefault(type, "binary32"));
    }
}
