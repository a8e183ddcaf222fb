package org.roundproof.cli;

import java.io.PrintWriter;
import org.roundproof.format.HexFloat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Machine-readable output. Its field names are a contract. A number that is not finite becomes null. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static ObjectNode put(ObjectNode node, String name, double value) {
        return Double.isFinite(value) ? node.put(name, value) : node.putNull(name);
    }

    static ArrayNode pair(double lower, double upper) {
        return array().add(lower).add(upper);
    }

    static ArrayNode hexFloats(double[] values) {
        ArrayNode all = array();
        for (double value : values) {
            all.add(HexFloat.of(value));
        }
        return all;
    }

    static void print(PrintWriter out, JsonNode node) {
        out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node));
    }
}
