package org.roundproof.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.format.Formats;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import tools.jackson.databind.JsonNode;

/** The committed vectors: what the generator writes, byte for byte; whole; and as the schema says. */
class CommittedVectorsTest {
    private static final long MOST_BYTES = 1_000_000;
    private static final long MOST_TRACE_BYTES = 300_000;

    @TempDir
    private Path directory;

    @Test
    void filesAreWhatTheGeneratorWrites() throws IOException {
        VectorCollection.write(directory, VectorSettings.COMMITTED);
        compare(VectorFiles.LEVEL1, MOST_BYTES);
    }

    @Test
    void tracesAreWhatTheGeneratorWrites() throws IOException {
        TraceCollection.write(directory);
        compare(VectorFiles.TRACES, MOST_TRACE_BYTES);
    }

    /** With {@code -Droundproof.writeNotes=true} the committed files become the generated ones. */
    private void compare(Path committed, long most) throws IOException {
        List<String> names = VectorFiles.names(directory);
        if (Boolean.getBoolean("roundproof.writeNotes")) {
            Files.createDirectories(committed);
            for (String name : VectorFiles.names(committed)) {
                Files.delete(committed.resolve(name));
            }
            for (String name : names) {
                Files.copy(directory.resolve(name), committed.resolve(name));
            }
        }
        assertEquals(names, VectorFiles.names(committed));
        long bytes = 0;
        for (String name : names) {
            byte[] generated = Files.readAllBytes(directory.resolve(name));
            byte[] stored = Files.readAllBytes(committed.resolve(name));
            assertArrayEquals(
                    generated,
                    stored,
                    name + " differs; if that is meant, raise VectorJson.GENERATOR and run with"
                            + " -Droundproof.writeNotes=true");
            bytes += stored.length;
        }
        assertTrue(bytes <= most, bytes + " bytes");
    }

    @Test
    void everyFileIsAsTheSchemaSaysAndAChangedOneIsNot() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(VectorSchema.text(), InputFormat.JSON);
        for (VectorCollection.VectorFile file : VectorCollection.files()) {
            JsonNode node = VectorFiles.read(VectorFiles.LEVEL1.resolve(file.name()));
            assertEquals(List.of(), schema.validate(node), file.name());
        }
        String good = Files.readString(VectorFiles.LEVEL1.resolve("e2m1.json"));
        List<String[]> changes = List.of(
                new String[] {"\"roundproofVectors\":1", "\"roundproofVectors\":2"},
                new String[] {"\"y\":\"0x1.0p0\"", "\"y\":\"1.0\""},
                new String[] {"\"y\":\"0x1.0p0\"", "\"y\":1.0"},
                new String[] {"\"ternary\":1", "\"ternary\":2"},
                new String[] {"\"flags\":[\"tie\"", "\"flags\":[\"tye\""},
                new String[] {"\"words\":\"0x", "\"words\":\"0y"},
                new String[] {"\"code\":\"0x0\"", "\"code\":\"0\""},
                new String[] {"\"class\":\"normal\"", "\"class\":\"odd\""},
                new String[] {"\"precision\":2,", ""},
                new String[] {"\"overflow\":", "\"overfull\":"});
        for (String[] change : changes) {
            String changed = good.replaceFirst(Pattern.quote(change[0]), change[1]);
            assertFalse(changed.equals(good), change[0]);
            assertFalse(schema.validate(changed, InputFormat.JSON).isEmpty(), change[0] + " to " + change[1]);
        }
    }

    @Test
    void schemaListsTheFlags() throws IOException {
        JsonNode listed = tools.jackson.databind.json.JsonMapper.shared()
                .readTree(VectorSchema.text())
                .at("/$defs/flag/enum");
        assertEquals(
                Arrays.stream(VectorFlag.values()).map(VectorFlag::text).toList(),
                listed.valueStream().map(JsonNode::asString).toList());
    }

    /** Ids are all different, and each is the question that stands beside it. */
    @Test
    void idsNameTheirQuestions() throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonNode group : VectorFiles.groups()) {
            for (JsonNode test : group.get("tests")) {
                String id = test.get("id").asString();
                assertTrue(ids.add(id), id);
                if (group.has("quantizer")) {
                    WordList words =
                            test.has("words") ? WordList.parse(test.get("words").asString()) : WordList.NONE;
                    assertEquals(
                            id,
                            group.get("quantizer").asString() + "/"
                                    + test.get("x").asString() + (test.has("words") ? "/" + words.text() : ""));
                    assertEquals(
                            group.get("wordsPerElement").asInt(),
                            (words.first().isEmpty() ? 0 : 1) + (words.second().isEmpty() ? 0 : 1));
                }
            }
        }
    }

    @Test
    void everyFormatRoundingCutPolicyAndFlagOccurs() throws IOException {
        Set<String> formats = new HashSet<>();
        Set<String> roundings = new HashSet<>();
        Set<String> policies = new HashSet<>();
        Set<String> flags = new TreeSet<>();
        for (JsonNode group : VectorFiles.quantizers()) {
            formats.add(group.at("/format/expression").asString());
            Rounding rounding = Rounding.parse(group.get("rounding").asString());
            roundings.add(
                    rounding instanceof Rounding.StochasticBits bits
                            ? bits.cut().expression()
                            : rounding.expression());
            policies.add(group.get("overflow").asString());
            for (JsonNode test : group.get("tests")) {
                test.get("flags").forEach(flag -> flags.add(flag.asString()));
            }
        }
        for (NumberFormat format : Formats.named()) {
            assertEquals(format.bits() <= 16, formats.contains(format.expression()), format.expression());
        }
        Set<String> all = new HashSet<>(List.of("sr", "tpdf", "subtractive", "floor", "half", "even", "odd"));
        for (Rounding rounding : Rounding.Deterministic.values()) {
            all.add(rounding.expression());
        }
        assertEquals(all, roundings);
        assertEquals(Overflow.values().length, policies.size());
        assertEquals(VectorFlag.values().length, flags.size(), flags.toString());
    }

    /** Answers, codes and ternary values of the file are those of a question asked anew from its texts. */
    @Test
    void filesSayWhatTheDefinitionSays() throws IOException {
        for (JsonNode group : VectorFiles.quantizers()) {
            Quantizer quantizer = ((VectorGroup.OfQuantizer)
                            VectorGroup.parse(group.get("quantizer").asString()))
                    .quantizer();
            for (JsonNode test : group.get("tests")) {
                WordList words = WordList.parse(test.path("words").asString(""));
                double x = HexFloat.parse(test.get("x").asString());
                double y = new Query(quantizer, x, words).answer();
                assertEquals(HexFloat.of(y), test.get("y").asString());
                if (test.has("code")) {
                    long code = Long.decode(test.get("code").asString());
                    assertEquals(
                            Double.toHexString(y),
                            Double.toHexString(quantizer.format().decode(code)));
                }
            }
        }
    }
}
