package org.roundproof.conformance.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed vector files, and those of a generator's run. */
final class VectorFiles {
    static final Path LEVEL1 = Path.of("src", "test", "resources", "vectors", "level1");
    static final Path TRACES = Path.of("src", "test", "resources", "vectors", "traces");

    private VectorFiles() {}

    static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    /** Every committed group. */
    static List<JsonNode> groups() throws IOException {
        List<JsonNode> groups = new ArrayList<>();
        for (VectorCollection.VectorFile file : VectorCollection.files()) {
            read(LEVEL1.resolve(file.name())).get("groups").forEach(groups::add);
        }
        return groups;
    }

    /** Every committed group that asks a quantizer. */
    static List<JsonNode> quantizers() throws IOException {
        return groups().stream().filter(group -> group.has("quantizer")).toList();
    }

    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
