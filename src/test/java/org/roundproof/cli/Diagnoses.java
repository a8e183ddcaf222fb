package org.roundproof.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What {@code check --json} names. */
final class Diagnoses {
    private Diagnoses() {}

    /** For each quantizer with wrong answers, the first mistake that explains all of them; or the best that does not. */
    static Map<String, String> of(Cli check) {
        Map<String, String> names = new LinkedHashMap<>();
        for (JsonNode group : check.json().get("groups")) {
            JsonNode diagnosis = group.get("diagnosis");
            if (group.get("wrong").asLong() > 0) {
                String best = diagnosis.get("explanations").path(0).path("name").asString("nothing");
                names.put(
                        group.get("name").asString(), diagnosis.get("explained").asBoolean() ? best : "partly " + best);
            }
        }
        return names;
    }
}
