package org.roundproof.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.roundproof.InputException;

/** The data sets inside the jar, addressed as {@code builtin:name}; sources stand in proofs-notes/problems.md. */
enum BuiltinData {
    /** Diabetes progression, n = 442, d = 10: Efron, Hastie, Johnstone, Tibshirani (2004). */
    DIABETES("Y"),
    /** Longley's employment data, n = 16, d = 6: NIST Statistical Reference Datasets. */
    LONGLEY("TOTEMP");

    private static final String PREFIX = "builtin:";

    private final String target;

    BuiltinData(String target) {
        this.target = target;
    }

    /** The column that is predicted unless another is named. */
    String target() {
        return target;
    }

    String location() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    static boolean isBuiltin(String location) {
        return location.startsWith(PREFIX);
    }

    static BuiltinData of(String location) {
        return Arrays.stream(values())
                .filter(data -> data.location().equals(location))
                .findFirst()
                .orElseThrow(() -> new InputException("there is no data set " + location + "; there are "
                        + Arrays.stream(values()).map(BuiltinData::location).collect(Collectors.joining(", "))));
    }

    byte[] bytes() {
        String resource = name().toLowerCase(Locale.ROOT) + ".csv";
        try (InputStream stream = Objects.requireNonNull(BuiltinData.class.getResourceAsStream(resource), resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
