package org.roundproof.conformance.vectors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The list of the files of a directory of vectors, {@code manifest.json}: one file a line. */
public final class Manifest {
    /** Name of the file. */
    public static final String FILE = "manifest.json";

    private Manifest() {}

    /**
     * One file.
     *
     * @param file its name
     * @param tests number of tests, or of tensors in a trace
     * @param sha256 of its bytes, in hex
     */
    public record Entry(String file, long tests, String sha256) {}

    static void write(Path directory, List<Entry> entries) throws IOException {
        AtomicFile.text(directory.resolve(FILE), out -> {
            out.write("{\"roundproofManifest\":1,\n \"files\":[");
            String separator = "\n  ";
            for (Entry entry : entries) {
                out.write(separator + "{\"file\":\"" + entry.file() + "\",\"tests\":" + entry.tests() + ",\"sha256\":\""
                        + entry.sha256() + "\"}");
                separator = ",\n  ";
            }
            out.write("\n ]}\n");
        });
    }
}
