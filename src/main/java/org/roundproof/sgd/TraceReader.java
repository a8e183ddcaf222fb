package org.roundproof.sgd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link TraceWriter} writes, one tensor at a time. */
public final class TraceReader implements Iterable<TraceEntry>, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Words of use 0 by level, then after a semicolon those of use 1; or none. */
    private static final Pattern WORDS =
            Pattern.compile("(?:0x[0-9a-f]{8}(?: 0x[0-9a-f]{8})*(?:;0x[0-9a-f]{8}(?: 0x[0-9a-f]{8})*)?)?");

    private final BufferedReader in;
    private final String name;
    private final TraceHeader header;
    private int lineNumber;

    /**
     * Reads the header.
     *
     * @param in characters of the file; closed with this
     * @param name file's name, for messages
     * @throws InputException naming file and line, where it is no trace
     */
    public TraceReader(Reader in, String name) {
        this.in = new BufferedReader(in);
        this.name = name;
        JsonNode node = nextLine();
        if (node == null || node.path("roundproofTrace").asInt(0) != TraceWriter.VERSION) {
            throw wrong("a header with \"roundproofTrace\":" + TraceWriter.VERSION + " is needed here");
        }
        Map<Target, String> operators = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            operators.put(
                    target, field(field(node, "operators"), target.label()).asString());
        }
        try {
            header = new TraceHeader(
                    field(node, "engine").asString(),
                    field(node, "problem").asString(),
                    field(node, "dimension").asInt(),
                    field(node, "steps").asInt(),
                    field(node, "batch").asInt(),
                    Double.parseDouble(field(node, "stepSize").asString()),
                    operators,
                    field(node, "average").asString(),
                    Long.parseLong(field(node, "seed").asString()),
                    field(node, "replicate").asInt(),
                    texts(node, "command"));
        } catch (NumberFormatException | JacksonException e) {
            throw wrong("a number in the header cannot be read");
        }
    }

    public TraceHeader header() {
        return header;
    }

    /** The tensors from here on; there is one position, shared by all iterators. */
    @Override
    public Iterator<TraceEntry> iterator() {
        return new Iterator<>() {
            private @Nullable TraceEntry next = read();

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public TraceEntry next() {
                TraceEntry entry = next;
                if (entry == null) {
                    throw new NoSuchElementException();
                }
                next = read();
                return entry;
            }
        };
    }

    private @Nullable TraceEntry read() {
        JsonNode node = nextLine();
        if (node == null) {
            return null;
        }
        Target target = target(field(node, "tensor").asString());
        Tensor before = tensor(field(node, "before"));
        Tensor after = tensor(field(node, "after"));
        if (before.size() != after.size()) {
            throw wrong("\"before\" has " + before.size() + " elements and \"after\" " + after.size());
        }
        JsonNode step = field(node, "step");
        if (!step.isInt() || step.asInt() < 1) {
            throw wrong("\"step\" must be a whole number from 1 on");
        }
        return new TraceEntry(step.asInt(), target, before, after, words(node, before.size()));
    }

    private Target target(String label) {
        for (Target target : Target.values()) {
            if (target.label().equals(label)) {
                return target;
            }
        }
        throw wrong("no tensor is called \"" + label + "\"; data, label, parameter, activation and gradient are");
    }

    private List<String> words(JsonNode node, int size) {
        List<String> words = texts(node, "words");
        if (!words.isEmpty() && words.size() != size) {
            throw wrong("\"words\" has " + words.size() + " elements and \"before\" " + size);
        }
        for (String text : words) {
            if (!WORDS.matcher(text).matches()) {
                throw wrong("\"" + text + "\" are no random words; write them as \"0xcc000000\"");
            }
        }
        return words;
    }

    /** An optional array of texts; empty where it is missing. */
    private List<String> texts(JsonNode node, String field) {
        JsonNode array = node.get(field);
        if (array == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isString()) {
                throw wrong("\"" + field + "\" is an array of strings");
            }
            texts.add(element.asString());
        }
        return texts;
    }

    private Tensor tensor(JsonNode node) {
        if (!node.isArray()) {
            throw wrong("an array of numbers written as strings is needed");
        }
        String[] texts = new String[node.size()];
        for (int i = 0; i < texts.length; i++) {
            JsonNode element = node.get(i);
            if (!element.isString()) {
                throw wrong("numbers are written as strings, such as \"0x1.8p0\"");
            }
            texts[i] = element.asString();
        }
        try {
            return TraceNumber.read(texts);
        } catch (NumberFormatException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private JsonNode field(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw wrong("the field \"" + field + "\" is missing");
        }
        return value;
    }

    private @Nullable JsonNode nextLine() {
        try {
            lineNumber++;
            String line = in.readLine();
            return line == null ? null : JSON.readTree(line);
        } catch (JacksonException e) {
            throw wrong("not a line of JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputException wrong(String what) {
        return new InputException("trace " + name + ", line " + lineNumber + ": " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
