package org.roundproof.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run of the command line inside this virtual machine. */
record Cli(int code, String out, String err) {
    static Cli run(String... args) {
        return feed(new byte[0], args);
    }

    static Cli feed(String input, String... args) {
        return feed(input.getBytes(StandardCharsets.UTF_8), args);
    }

    static Cli feed(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(new ByteArrayInputStream(input), out, err, args);
        return new Cli(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }

    List<String> fields() {
        return List.copyOf(json().propertyNames());
    }
}
