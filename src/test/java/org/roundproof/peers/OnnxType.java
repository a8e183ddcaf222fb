package org.roundproof.peers;

import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;

/** Element types of ONNX: code in {@code TensorProto.DataType}, and the format that it is here. */
enum OnnxType {
    FLOAT(1, "binary32"),
    UINT8(2, "uint8(step=1,zero=0)"),
    INT8(3, "int8(step=1)"),
    FLOAT16(10, "binary16"),
    /** No format here: a result in binary32 says all that is asked. */
    DOUBLE(11, "binary32"),
    BFLOAT16(16, "bfloat16"),
    FLOAT8E4M3FN(17, "e4m3"),
    FLOAT8E4M3FNUZ(18, "e4m3fnuz"),
    FLOAT8E5M2(19, "e5m2"),
    FLOAT8E5M2FNUZ(20, "e5m2fnuz"),
    UINT4(21, "uint4(step=1,zero=0)"),
    INT4(22, "int4(step=1)"),
    FLOAT8E8M0(24, "e8m0");

    private final int code;
    private final String format;

    OnnxType(int code, String format) {
        this.code = code;
        this.format = format;
    }

    int code() {
        return code;
    }

    /** The format's expression. */
    String expression() {
        return format;
    }

    NumberFormat format() {
        return Formats.parse(format);
    }
}
