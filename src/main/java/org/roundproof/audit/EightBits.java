package org.roundproof.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.Formats;
import org.roundproof.quantizer.Quantizer;

/** The formats of 8 bits of storage, each with the scales that a user may give it: {@link TargetFormats#ranges}. */
enum EightBits {
    INT8(null),
    E3M4("e3m4"),
    E4M3("e4m3"),
    E5M2("e5m2");

    /** Integers that take their step from the range. */
    static final String TPDF = "int8(scale=absmax,symmetric=true):tpdf";

    static final String SR = "int8(scale=absmax,symmetric=true):sr";

    private final @Nullable String named;

    EightBits(@Nullable String named) {
        this.named = named;
    }

    /** int8, e3m4, e4m3 or e5m2. */
    String label() {
        return named == null ? "int8" : named;
    }

    /** The extra risk at the best of its scales, as far as it is known: the least of each end. */
    FormatEnclosure best(TargetFormats formats) {
        Set<Quantizer> quantizers = new LinkedHashSet<>();
        for (double wide : formats.ranges()) {
            for (String text : quantizers(formats.range() * wide)) {
                quantizers.add(formats.quantizer(text, wide));
            }
        }
        double lower = Double.POSITIVE_INFINITY;
        double upper = Double.POSITIVE_INFINITY;
        for (Quantizer quantizer : quantizers) {
            FormatEnclosure extra = formats.extra(quantizer);
            lower = Math.min(lower, extra.lower());
            upper = Math.min(upper, extra.upper());
        }
        return new FormatEnclosure(lower, upper);
    }

    /** A float may stand at its own scale too, if that reaches as far. */
    private List<String> quantizers(double range) {
        if (named == null) {
            return List.of(SR, TPDF);
        }
        String scaled = RealFormats.scaled(named, range);
        return ((FloatFormat) Formats.parse(named)).maxFinite() >= range
                ? List.of(scaled, named + ":sr")
                : List.of(scaled);
    }
}
