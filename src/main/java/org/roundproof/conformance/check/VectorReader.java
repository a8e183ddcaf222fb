package org.roundproof.conformance.check;

import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.format.HexFloat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a vector file as a stream, test by test. The answers in the file are held against exact arithmetic on the way, so
 * that a file that was damaged or made by another version is never taken for right.
 */
public final class VectorReader implements AutoCloseable {
    private static final int FORM = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonParser parser;
    private final String name;
    private final Map<String, JsonNode> head = new HashMap<>();
    private @Nullable Quantizer quantizer;
    private boolean inTests;

    /**
     * Reads the header, up to the groups.
     *
     * @param name file's name, for messages
     * @throws InputException where it is no vector file
     */
    public VectorReader(Reader in, String name) {
        this.name = name;
        parser = JSON.createParser(in);
        try {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            boolean form = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("groups")) {
                    require(form && parser.currentToken() == JsonToken.START_ARRAY);
                    return;
                }
                JsonNode value = JSON.readTree(parser);
                form |= field.equals("roundproofVectors") && value.asInt(0) == FORM;
            }
        } catch (JacksonException e) {
            throw unreadable();
        }
        throw noVectors();
    }

    private void require(boolean condition) {
        if (!condition) {
            throw noVectors();
        }
    }

    private InputException noVectors() {
        return new InputException(name + " is no vector file: a JSON object that begins with \"roundproofVectors\":"
                + FORM + " is needed, as the command vectors writes it");
    }

    private InputException unreadable() {
        return wrong("this is no JSON; the file may be cut off");
    }

    private InputException wrong(@Nullable String what) {
        return new InputException(name + ", line " + parser.currentLocation().getLineNr() + ": " + what);
    }

    /**
     * The next test, null at the end.
     *
     * @throws InputException naming file and line, where it cannot be read or its answer is not the exact one
     */
    @Nullable
    VectorEntry next() {
        try {
            while (true) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    throw unreadable();
                }
                if (!inTests && token == JsonToken.END_ARRAY) {
                    return null;
                }
                if (inTests && token == JsonToken.START_OBJECT) {
                    return test(JSON.readTree(parser));
                }
                if (inTests) {
                    inTests = false; // the end of the array, and of the group after it
                    require(parser.nextToken() == JsonToken.END_OBJECT);
                } else {
                    group(token);
                }
            }
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    /** Reads a group's head, up to its tests. */
    private void group(JsonToken token) {
        require(token == JsonToken.START_OBJECT);
        head.clear();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("tests")) {
                inTests = true;
                String expression = text(head.get("quantizer"));
                quantizer = expression == null ? null : quantizer(expression);
                return;
            }
            head.put(field, JSON.readTree(parser));
        }
        throw wrong("a group ends without \"tests\"");
    }

    private Quantizer quantizer(String expression) {
        if (OperatorExpression.parse(expression).resolve() instanceof Quantizer q) {
            return q;
        }
        throw wrong("'" + expression + "' is no quantizer");
    }

    private VectorEntry test(JsonNode test) {
        try {
            String id = needed(test, "id");
            String decode = text(head.get("decode"));
            String random = text(head.get("random"));
            if (quantizer != null) {
                return rounding(quantizer, id, test);
            } else if (decode != null) {
                String y = text(test.get("y"));
                return new VectorEntry.Value(decode + "/decode", id, y == null ? null : HexFloat.parse(y));
            } else if (random != null && test.has("word")) {
                return new VectorEntry.Word("random/" + random, id, Long.decode(needed(test, "word")));
            } else if (random != null) {
                return new VectorEntry.Value("random/" + random, id, HexFloat.parse(needed(test, "y")));
            }
        } catch (InputException | NumberFormatException e) {
            throw wrong(e.getMessage());
        }
        throw wrong("a group is of a \"quantizer\", of \"decode\" or of \"random\"");
    }

    private VectorEntry rounding(Quantizer q, String id, JsonNode test) {
        String words = text(test.get("words"));
        Query query =
                new Query(q, HexFloat.parse(needed(test, "x")), words == null ? WordList.NONE : WordList.parse(words));
        double exact = query.answer();
        double stated = HexFloat.parse(needed(test, "y"));
        if (Double.doubleToLongBits(exact) != Double.doubleToLongBits(stated)) {
            throw new InputException("the test " + id + " says " + HexFloat.of(stated)
                    + " where exact arithmetic gives " + HexFloat.of(exact) + "; make the vectors anew");
        }
        return new VectorEntry.Rounding(q.expression(), id, query, exact);
    }

    private static String needed(JsonNode test, String field) {
        String text = text(test.get(field));
        if (text == null) {
            throw new InputException("the field \"" + field + "\" is missing");
        }
        return text;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asString();
    }

    @Override
    public void close() {
        parser.close();
    }
}
