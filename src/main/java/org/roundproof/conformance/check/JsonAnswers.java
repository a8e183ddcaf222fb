package org.roundproof.conformance.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as JSON lines, objects with some of the fields {@code id}, {@code x}, {@code words}, {@code y}, {@code code} (all
 * strings; x and y may be JSON numbers, code a whole number) and {@code unsupported}; other fields are passed over.
 */
public final class JsonAnswers implements Answers {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final BufferedReader in;
    private final String name;
    private long line;

    /**
     * Reads nothing yet.
     *
     * @param name file's name, for messages
     */
    public JsonAnswers(Reader in, String name) {
        this.in = new BufferedReader(in);
        this.name = name;
    }

    @Override
    public @Nullable AnswerRow next() throws IOException {
        while (true) {
            String text = in.readLine();
            line++;
            if (text == null) {
                return null;
            }
            if (!text.isBlank()) {
                return row(text);
            }
        }
    }

    private AnswerRow row(String text) {
        String where = name + ", line " + line;
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new InputException(where + ": this is no JSON object in one line");
        }
        if (!node.isObject()) {
            throw new InputException(where + ": a JSON object such as {\"id\":…,\"y\":\"0x1.8p0\"} is needed");
        }
        AnswerRow row = AnswerRow.of(
                where,
                text(node, "id", where),
                text(node, "x", where),
                text(node, "words", where),
                text(node, "y", where),
                text(node, "code", where));
        boolean declined = row.unsupported() || node.path("unsupported").asBoolean(false);
        return new AnswerRow(where, row.id(), row.x(), row.words(), row.y(), row.code(), declined);
    }

    private static @Nullable String text(JsonNode node, String field, String where) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isString() || value.isNumber()) {
            return value.asString();
        }
        throw new InputException(where + ": the field \"" + field + "\" is to be a string");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
