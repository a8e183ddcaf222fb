package org.roundproof.format;

import java.util.List;
import java.util.Optional;
import org.roundproof.format.FloatLayout.NaNs;

/** The floating-point formats that have a name. */
final class NamedFloats {
    /** In the order of the documentation. Bias b means emin = 1 − b; {@code reserved} counts magnitude codes kept for NaN. */
    static final List<FloatFormat> ALL = List.of(
            // OCP OFP8 1.0, table 1: bias 7, no infinity, S.1111.111 is NaN
            new FloatFormat("e4m3", FloatLayout.finite(8, 4, 7, 1, NaNs.ABOVE)),
            // OCP OFP8 1.0, table 1: IEEE 754's conventions, bias 15
            new FloatFormat("e5m2", FloatLayout.ieee(3, -14, 15, true)),
            // arXiv 2206.02915 (Graphcore, AMD, Qualcomm): NaN in place of −0, bias one more than IEEE's
            new FloatFormat("e4m3fnuz", FloatLayout.finite(8, 4, 8, 0, NaNs.NEGATIVE_ZERO)),
            new FloatFormat("e5m2fnuz", FloatLayout.finite(8, 3, 16, 0, NaNs.NEGATIVE_ZERO)),
            // ml_dtypes float8_e4m3b11fnuz: bias 11
            new FloatFormat("e4m3b11fnuz", FloatLayout.finite(8, 4, 11, 0, NaNs.NEGATIVE_ZERO)),
            // ml_dtypes float8_e3m4: IEEE 754's conventions, bias 3
            new FloatFormat("e3m4", FloatLayout.ieee(5, -2, 3, true)),
            // OCP MX 1.0, tables 3 to 5: finite values only
            new FloatFormat("e3m2", FloatLayout.finite(6, 3, 3, 0, null)),
            new FloatFormat("e2m3", FloatLayout.finite(6, 4, 1, 0, null)),
            new FloatFormat("e2m1", FloatLayout.finite(4, 2, 1, 0, null)),
            // OCP MX 1.0, table 7
            new FloatFormat("e8m0", FloatLayout.e8m0()),
            // IEEE 754-2019, table 3.5
            new FloatFormat("binary16", FloatLayout.ieee(11, -14, 15, true)),
            new FloatFormat("bfloat16", FloatLayout.ieee(8, -126, 127, true)),
            // binary32's exponent field, binary16's significand: 19 bits
            new FloatFormat("tf32", FloatLayout.ieee(11, -126, 127, true)),
            new FloatFormat("binary32", FloatLayout.ieee(24, -126, 127, true)));

    private NamedFloats() {}

    static Optional<FloatFormat> find(String name) {
        return ALL.stream().filter(format -> format.expression().equals(name)).findFirst();
    }
}
