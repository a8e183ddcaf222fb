package org.roundproof.conformance.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON schema (draft 2020-12) of vector files. */
public final class VectorSchema {
    private static final String RESOURCE = "vectors.schema.json";

    private VectorSchema() {}

    /** The schema's text. */
    public static String text() {
        try (InputStream in = VectorSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
