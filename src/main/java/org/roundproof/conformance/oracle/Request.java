package org.roundproof.conformance.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One line as it was asked. Reading it does not fail: what is wrong with it is kept as {@code problem}, so that the answer can
 * carry the question's id all the same.
 *
 * @param id the JSON text of the field {@code id}
 * @param fields all others, by name
 * @param problem the first mistake in the line
 */
record Request(
        @Nullable String id,
        Map<String, Values> fields,
        @Nullable String problem) {
    private static final String ID = "id";
    private static final List<String> FIELDS = List.of("quantizer", "x", "words", "want", "format", "decode", "encode");
    private static final String QUESTIONS = "quantizer and x, or format and one of decode and encode";
    private static final JsonFactory JSON = JsonFactory.builder().build();

    /** Reads {@code line[from] … line[to − 1]}, in UTF-8. */
    static Request read(byte[] line, int from, int to) {
        Reader reader = new Reader(line, from);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line, from, to - from)) {
            reader.read(parser);
        } catch (JacksonException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            reader.note("no JSON" + (column > 0 ? " at column " + column : "") + ": " + e.getOriginalMessage());
        }
        return new Request(reader.id, reader.fields, reader.problem);
    }

    /** A field that must be there. */
    Values required(String field) {
        Values values = fields.get(field);
        if (values == null) {
            throw new InputException("'" + field + "' is missing: a question has " + QUESTIONS);
        }
        return values;
    }

    /** Holds that fields of the other kind of question are absent. */
    void refuse(String about, String... others) {
        for (String field : others) {
            if (has(field)) {
                throw new InputException("'" + field + "' does not belong to a question about a " + about
                        + ": a question has " + QUESTIONS);
            }
        }
    }

    /** Whether a field is there. */
    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** Reading in progress. */
    private static final class Reader {
        private final byte[] line;
        private final int from;
        private final Map<String, Values> fields = new TreeMap<>();
        private @Nullable String id;
        private @Nullable String problem;

        Reader(byte[] line, int from) {
            this.line = line;
            this.from = from;
        }

        /** Keeps the first mistake. */
        void note(String mistake) {
            if (problem == null) {
                problem = mistake;
            }
        }

        void read(JsonParser parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                note("a line is one JSON object such as {\"quantizer\":\"e4m3:ties-to-even\",\"x\":\"0x1.1p0\"}");
                return;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(ID)) {
                    note(id, name);
                    id = raw(parser);
                } else if (FIELDS.contains(name)) {
                    note(fields.put(name, values(parser, name)), name);
                } else {
                    note("unknown field '" + name + "': a question has id, " + String.join(", ", FIELDS));
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                note("there is more behind the object: one question a line");
            }
        }

        private void note(@Nullable Object before, String name) {
            if (before != null) {
                note("the field '" + name + "' stands twice");
            }
        }

        /** The JSON text of the current value, as it stands in the line. */
        private String raw(JsonParser parser) {
            long start = parser.currentTokenLocation().getByteOffset();
            if (parser.currentToken().isStructStart()) {
                parser.skipChildren();
            } else {
                parser.getString(); // a text is read only when it is asked for
            }
            long end = parser.currentLocation().getByteOffset();
            return new String(line, from + (int) start, (int) (end - start), StandardCharsets.UTF_8);
        }

        private Values values(JsonParser parser, String name) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return new Values(List.of(text(parser, name)), false);
            }
            List<String> texts = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                texts.add(text(parser, name));
            }
            return new Values(texts, true);
        }

        private String text(JsonParser parser, String name) {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                return parser.getString();
            }
            note("'" + name + "' takes a text, a number or a list of them, not " + kind(token));
            parser.skipChildren();
            return "";
        }

        private static String kind(JsonToken token) {
            return switch (token) {
                case START_OBJECT -> "an object";
                case START_ARRAY -> "a list of lists";
                default -> String.valueOf(token.asString());
            };
        }
    }
}
