package org.roundproof.peers;

import static org.roundproof.peers.OnnxModel.attribute;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.roundproof.conformance.WordList;
import org.roundproof.format.NumberFormat;
import org.roundproof.peers.Expectation.Promise;
import org.roundproof.quantizer.Quantizer;

/** ONNX Runtime: Cast, QuantizeLinear and DequantizeLinear of its CPU provider. The rules C1 … D1 stand in the note. */
final class OnnxRuntimePeer implements Peer {
    private static final int CAST_OPSET = 21;
    /** The first with FLOAT8E8M0. */
    private static final int E8M0_OPSET = 24;

    private static final List<OnnxType> FLOAT8 =
            List.of(OnnxType.FLOAT8E4M3FN, OnnxType.FLOAT8E4M3FNUZ, OnnxType.FLOAT8E5M2, OnnxType.FLOAT8E5M2FNUZ);

    /** Powers of two and others, in binary32. */
    private static final float[] SCALES = {1, 0.0625f, 0.1f, 1 / 127.5f};

    private static final Quantizer BINARY32 = Expectation.quantizer("binary32:ties-to-even:ovf-inf");
    private static final Quantizer BINARY16 = Expectation.quantizer("binary16:ties-to-even:ovf-inf");

    private final OnnxRuntime runtime = new OnnxRuntime();
    private final List<PeerCase> cases = new ArrayList<>();

    OnnxRuntimePeer() {
        castsToFloat8();
        castsToSixteenBits();
        castsToIntegers();
        castsToE8m0();
        castsFromCodes();
        for (OnnxType type : List.of(OnnxType.INT8, OnnxType.UINT8)) {
            integers(type);
        }
        for (OnnxType type : FLOAT8) {
            floats(type);
        }
    }

    @Override
    public String name() {
        return "ONNX Runtime " + runtime.version() + ", CPU provider";
    }

    @Override
    public List<PeerCase> cases() {
        return cases;
    }

    private void castsToFloat8() {
        for (OnnxType from : List.of(OnnxType.FLOAT, OnnxType.DOUBLE, OnnxType.FLOAT16, OnnxType.BFLOAT16)) {
            for (OnnxType to : FLOAT8) {
                for (int saturate = 1; saturate >= 0; saturate--) {
                    OnnxModel model = new OnnxModel(CAST_OPSET)
                            .node("Cast", "x", "y", attribute("to", to.code()), attribute("saturate", saturate));
                    Expectation expectation =
                            Expectation.of(to.expression() + ":ties-to-even" + (saturate == 1 ? "" : ":ovf-inf"), "C1");
                    cases.add(PeerCase.of(
                            "Cast " + from + " → " + to + ", saturate=" + saturate,
                            from == OnnxType.DOUBLE ? throughBinary32(expectation, Promise.TWO_ROUNDINGS) : expectation,
                            inputs(from).corners(to.format(), 1, 1),
                            runtime.operator(model, from, to)));
                }
            }
        }
    }

    private void castsToSixteenBits() {
        for (OnnxType from : List.of(OnnxType.FLOAT, OnnxType.DOUBLE, OnnxType.FLOAT16, OnnxType.BFLOAT16)) {
            for (OnnxType to : List.of(OnnxType.FLOAT16, OnnxType.BFLOAT16)) {
                if (from != to) {
                    Expectation expectation = Expectation.of(to.expression() + ":ties-to-even:ovf-inf", "C2")
                            .promising(Promise.OPEN);
                    cases.add(PeerCase.of(
                            "Cast " + from + " → " + to,
                            from == OnnxType.DOUBLE ? throughBinary32(expectation, Promise.OPEN) : expectation,
                            inputs(from).corners(to.format(), 1, 16),
                            runtime.operator(cast(to), from, to)));
                }
            }
        }
    }

    /** Out of range nothing is specified: only what stays inside is compared. */
    private void castsToIntegers() {
        for (OnnxType to : List.of(OnnxType.INT8, OnnxType.UINT8, OnnxType.INT4, OnnxType.UINT4)) {
            boolean fourBits = to.format().bits() == 4;
            NumberFormat format = to.format();
            // one step and a half beyond the ends would round or be cut to a value outside
            double slack = fourBits ? 0.5 : 1;
            Expectation expectation = fourBits
                    ? Expectation.of(to.expression() + ":ties-to-even", "C4")
                    : Expectation.of(to.expression() + ":toward-zero", "C3").promising(Promise.OPEN);
            // int4 has no Java buffer: widen it exactly
            OnnxType read = to == OnnxType.INT4 ? OnnxType.INT8 : to == OnnxType.UINT4 ? OnnxType.UINT8 : to;
            OnnxModel model = fourBits
                    ? new OnnxModel(CAST_OPSET)
                            .node("Cast", "x", "narrow", attribute("to", to.code()))
                            .node("Cast", "narrow", "y", attribute("to", read.code()))
                    : cast(to);
            cases.add(PeerCase.of(
                    "Cast FLOAT → " + to,
                    expectation.where(x -> x > format.minFinite() - slack && x < format.maxFinite() + slack),
                    InputType.BINARY32.corners(format, 1, 1),
                    runtime.operator(model, OnnxType.FLOAT, read)));
        }
    }

    /** Negative inputs, −0 and NaN of no format are unspecified; saturate=0 is specified for nearest alone. */
    private void castsToE8m0() {
        NumberFormat e8m0 = OnnxType.FLOAT8E8M0.format();
        for (String mode : List.of("up", "down", "nearest")) {
            String rounding =
                    switch (mode) {
                        case "up" -> "toward-positive";
                        case "down" -> "toward-zero";
                        default -> "ties-to-away";
                    };
            OnnxModel model = new OnnxModel(E8M0_OPSET)
                    .node(
                            "Cast",
                            "x",
                            "narrow",
                            attribute("to", OnnxType.FLOAT8E8M0.code()),
                            attribute("round_mode", mode))
                    .node("Cast", "narrow", "y", attribute("to", OnnxType.FLOAT.code()));
            cases.add(PeerCase.of(
                    "Cast FLOAT → FLOAT8E8M0, round_mode=" + mode,
                    Expectation.of("e8m0:" + rounding, "C5").where(x -> !(x < 0) && Double.compare(x, -0.0) != 0),
                    InputType.BINARY32.corners(e8m0, 1, 1),
                    runtime.operator(model, OnnxType.FLOAT, OnnxType.FLOAT)));
        }
    }

    private void castsFromCodes() {
        for (OnnxType from : FLOAT8) {
            for (OnnxType to : List.of(OnnxType.FLOAT, OnnxType.FLOAT16, OnnxType.BFLOAT16)) {
                OnnxModel model = new OnnxModel(CAST_OPSET)
                        .constant("codes", from, allCodes(), allCodes().length)
                        .node("Cast", "codes", "y", attribute("to", to.code()));
                cases.add(PeerCase.ofCodes(
                        "Cast " + from + " → " + to,
                        Expectation.ofCodes(from.expression(), "C6"),
                        Byte.SIZE,
                        ignoringInput(model, to)));
            }
        }
        for (OnnxType from : List.of(OnnxType.FLOAT16, OnnxType.BFLOAT16)) {
            NumberFormat format = from.format();
            UnaryOperator<double[]> decode = runtime.operator(cast(OnnxType.FLOAT), from, OnnxType.FLOAT);
            cases.add(PeerCase.ofCodes(
                    "Cast " + from + " → FLOAT",
                    Expectation.ofCodes(from.expression(), "C6"),
                    Short.SIZE,
                    codes -> decode.apply(mapped(codes, code -> format.decode((long) code)))));
        }
    }

    /** Every code once, each as often as the model needs: the input is there only because a session wants one. */
    private UnaryOperator<double[]> ignoringInput(OnnxModel model, OnnxType to) {
        UnaryOperator<double[]> operator = runtime.operator(model, OnnxType.FLOAT, to);
        return codes -> operator.apply(new double[1]);
    }

    private void integers(OnnxType type) {
        int offset = type == OnnxType.INT8 ? 128 : 0;
        for (float scale : SCALES) {
            for (int zero : type == OnnxType.INT8 ? new int[] {0, -3} : new int[] {0, 128}) {
                String format = type == OnnxType.INT8 && zero == 0
                        ? "int8(step=" + Double.toHexString(scale) + ")"
                        : "uint8(step=" + Double.toHexString(scale) + ",zero=" + (zero + offset) + ")";
                Quantizer unit = Expectation.quantizer(
                        format.replace("step=" + Double.toHexString(scale), "step=1") + ":ties-to-even");
                DoubleUnaryOperator value = code -> (code - zero) * scale;
                String parameters = type + ", scale=" + scale + ", zero point " + zero;
                UnaryOperator<double[]> quantize =
                        runtime.operator(quantizeLinear(type, OnnxType.FLOAT, raw(scale), zero), OnnxType.FLOAT, type);
                cases.add(PeerCase.of(
                        "QuantizeLinear FLOAT → " + parameters,
                        Expectation.of(format + ":ties-to-even", "Q1")
                                .orTwice(x -> unit.quantize((double) ((float) x / scale), WordList.NONE) * scale)
                                .promising(Promise.TWO_ROUNDINGS)
                                .where(x -> !Double.isNaN(x)),
                        InputType.BINARY32.corners(unit.format(), scale, 1),
                        xs -> mapped(quantize.apply(xs), value)));
                OnnxModel dequantize = new OnnxModel(CAST_OPSET)
                        .constant("codes", type, allCodes(), allCodes().length)
                        .constant("scale", OnnxType.FLOAT, raw(scale))
                        .constant("zero", type, new byte[] {(byte) zero})
                        .node("DequantizeLinear", "codes scale zero", "y");
                // as int8, code 0x80 is the least value: unit's codes are shifted by it
                cases.add(PeerCase.ofCodes(
                        "DequantizeLinear " + parameters + " → FLOAT",
                        Expectation.ofScaledCodes(unit.format().expression(), scale, "binary32:ties-to-even", "D1"),
                        Byte.SIZE,
                        codes -> rotated(
                                ignoringInput(dequantize, OnnxType.FLOAT).apply(codes), zero == 0 ? 0 : offset)));
            }
        }
        halfInputs(type);
    }

    /** Both operands in FLOAT16: the type of the scale determines the precision of the division. */
    private void halfInputs(OnnxType type) {
        double scale = BINARY16.quantize(0.1, WordList.NONE);
        Quantizer unit = Expectation.quantizer(type.expression() + ":ties-to-even");
        String format = type.expression().replace("step=1", "step=" + Double.toHexString(scale));
        byte[] raw = ByteBuffer.allocate(2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) BINARY16.format().encode(scale))
                .array();
        UnaryOperator<double[]> quantize =
                runtime.operator(quantizeLinear(type, OnnxType.FLOAT16, raw, 0), OnnxType.FLOAT16, type);
        Expectation quotient = Expectation.ofQuotient("binary16:ties-to-even:ovf-inf", scale, "Q1");
        cases.add(PeerCase.of(
                "QuantizeLinear FLOAT16 → " + type + ", scale=" + scale + ", zero point 0",
                Expectation.of(format + ":ties-to-even", "Q1")
                        .orTwice(x -> unit.quantize(quotient.exact().applyAsDouble(x), WordList.NONE) * scale)
                        .promising(Promise.TWO_ROUNDINGS)
                        .where(x -> !Double.isNaN(x)),
                InputType.BINARY16.corners(unit.format(), scale, 1),
                xs -> mapped(quantize.apply(xs), code -> code * scale)));
    }

    private void floats(OnnxType type) {
        for (float scale : new float[] {0.0625f, 0.1f}) {
            for (int saturate = 1; saturate >= 0; saturate--) {
                String quantizer = type.expression() + ":ties-to-even" + (saturate == 1 ? "" : ":ovf-inf");
                Quantizer q = Expectation.quantizer(quantizer);
                OnnxModel model = new OnnxModel(CAST_OPSET)
                        .constant("scale", OnnxType.FLOAT, raw(scale))
                        .constant("zero", type, new byte[1])
                        .node("QuantizeLinear", "x scale zero", "y", attribute("saturate", saturate));
                cases.add(PeerCase.of(
                        "QuantizeLinear FLOAT → " + type + ", scale=" + scale + ", saturate=" + saturate,
                        Expectation.ofQuotient(quantizer, scale, "Q1")
                                .orTwice(x -> q.quantize((double) ((float) x / scale), WordList.NONE))
                                .promising(Promise.TWO_ROUNDINGS),
                        InputType.BINARY32.corners(type.format(), scale, 1),
                        runtime.operator(model, OnnxType.FLOAT, type)));
            }
            OnnxModel dequantize = new OnnxModel(CAST_OPSET)
                    .constant("codes", type, allCodes(), allCodes().length)
                    .constant("scale", OnnxType.FLOAT, raw(scale))
                    .constant("zero", type, new byte[1])
                    .node("DequantizeLinear", "codes scale zero", "y");
            cases.add(PeerCase.ofCodes(
                    "DequantizeLinear " + type + ", scale=" + scale + " → FLOAT",
                    Expectation.ofScaledCodes(type.expression(), scale, "binary32:ties-to-even:ovf-inf", "D1"),
                    Byte.SIZE,
                    ignoringInput(dequantize, OnnxType.FLOAT)));
        }
    }

    private static Expectation throughBinary32(Expectation expectation, Promise promise) {
        return expectation
                .orTwice(x -> expectation.exact().applyAsDouble(BINARY32.quantize(x, WordList.NONE)))
                .promising(promise);
    }

    private static OnnxModel cast(OnnxType to) {
        return new OnnxModel(CAST_OPSET).node("Cast", "x", "y", attribute("to", to.code()));
    }

    private static OnnxModel quantizeLinear(OnnxType to, OnnxType scaleType, byte[] scale, int zero) {
        return new OnnxModel(CAST_OPSET)
                .constant("scale", scaleType, scale)
                .constant("zero", to, new byte[] {(byte) zero})
                .node("QuantizeLinear", "x scale zero", "y");
    }

    private static InputType inputs(OnnxType type) {
        return switch (type) {
            case DOUBLE -> InputType.BINARY64;
            case FLOAT16 -> InputType.BINARY16;
            case BFLOAT16 -> InputType.BFLOAT16;
            default -> InputType.BINARY32;
        };
    }

    private static byte[] raw(float value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
    }

    private static byte[] allCodes() {
        byte[] codes = new byte[256];
        for (int code = 0; code < codes.length; code++) {
            codes[code] = (byte) code;
        }
        return codes;
    }

    private static double[] mapped(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    /** values[i + by], around the end. */
    private static double[] rotated(double[] values, int by) {
        double[] rotated = new double[values.length];
        for (int i = 0; i < rotated.length; i++) {
            rotated[i] = values[(i + by) % values.length];
        }
        return rotated;
    }
}
