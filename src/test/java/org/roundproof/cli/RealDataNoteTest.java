package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;
import org.roundproof.theory.Outward;
import tools.jackson.databind.JsonNode;

/** The tables of the note on real data, by the commands that the note prints. */
class RealDataNoteTest {
    private static final List<String> OPERATORS =
            List.of("identity", "e4m3:sr", "e5m2:sr", "int8(scale=absmax):sr", "int4(scale=absmax):sr", "bfloat16:sr");

    @Test
    void theTableIsWhatTheCommandsPrint() throws IOException {
        List<String> rows = new ArrayList<>(List.of(
                "| NAME | SPEC | distortion | k* | ApproxErr, clean | ApproxErr, quantized | γ* | excess risk |",
                "|---|---|---|---|---|---|---|---|"));
        for (String name : List.of("diabetes", "longley")) {
            for (String operator : OPERATORS) {
                rows.add(row(name, operator));
            }
        }
        NoteBlock.assertHolds("real-data.md", "real data", rows);
    }

    private static String row(String name, String operator) {
        JsonNode spectrum =
                json("spectrum", "--csv", "builtin:" + name, "--standardize", "--data-q", operator, "--json");
        JsonNode error = spectrum.get("approximationError");
        JsonNode risk = json(
                "risk",
                "--csv",
                "builtin:" + name,
                "--standardize",
                "--data-q",
                operator,
                "--step-size",
                "0.01",
                "--steps",
                "1000",
                "--threshold",
                "--json");
        return String.join(
                " | ",
                "| " + name,
                "`" + operator + "`",
                operator.equals("identity") ? "0" : inside(spectrum.get("distortion"), 6),
                spectrum.get("effectiveDimension").asString(),
                both(error.get("cleanEnclosure"), 6),
                both(error.get("quantizedEnclosure"), 6),
                both(risk.get("stepSizeThresholdEnclosure"), 9),
                digits(risk.get("excessRisk").asDouble(), 8) + " |");
    }

    /** Proven bound over proven risk, where the assumptions of the bound hold; otherwise why not, and what runs give. */
    @Test
    void theBoundsAreWhatTheCommandPrints() throws IOException {
        List<String> rows =
                new ArrayList<>(List.of("| NAME | OPTIONS | risk ≤ | bound | bound/risk |", "|---|---|---|---|---|"));
        for (String name : List.of("diabetes", "longley")) {
            for (String operator : OPERATORS) {
                rows.add(bound(name, "--data-q", operator));
            }
            for (String operator : OPERATORS.subList(1, 5)) {
                rows.add(bound(name, "--all-q", "bfloat16:sr", "--data-q", operator, "--label-q", operator));
            }
            for (String operator : List.of("e4m3:sr", "e5m2:sr", "bfloat16:sr")) {
                rows.add(bound(name, "--all-q", operator));
            }
        }
        NoteBlock.assertHolds("real-data.md", "bounds on real data", rows);
    }

    private static Cli risk(String name, List<String> options, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "risk",
                "--csv",
                "builtin:" + name,
                "--standardize",
                "--batch",
                "16",
                "--step-size",
                "0.015625",
                "--steps",
                "1000",
                "--json"));
        command.addAll(options);
        command.addAll(List.of(more));
        return Cli.run(command.toArray(String[]::new));
    }

    private static String bound(String name, String... options) {
        Cli run = risk(name, List.of(options));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < options.length; i += 2) {
            text.append(options[i]).append(" \"").append(options[i + 1]).append("\" ");
        }
        String what = "| " + name + " | `" + text.toString().strip() + "` | ";
        if (run.code() != 0) {
            assertTrue(run.err().contains("no exact answer: saturation cannot be excluded"), run.err());
            JsonNode runs = risk(name, List.of(options), "--monte-carlo", "32").json();
            assertTrue(runs.get("bound").get("value").isNull(), runs::toString);
            JsonNode sampled = runs.get("monteCarlo");
            return what + "runs: " + digits(sampled.get("mean").asDouble(), 4) + " ± "
                    + digits(sampled.get("standardError").asDouble(), 2) + " | refused | |";
        }
        JsonNode answer = run.json();
        JsonNode bound = answer.get("bound");
        double risk = provenUpper(answer);
        double value = bound.get("value").asDouble();
        assertTrue(value >= risk, () -> value + " below " + risk);
        return what + String.join(" | ", above(risk, 8), above(value, 6), digits(value / risk, 4)) + " |";
    }

    /** An upper end, rounded upwards. */
    private static String above(double value, int digits) {
        return Outward.UP.of(value, digits).toString();
    }

    private static double provenUpper(JsonNode answer) {
        assertTrue(answer.has("provenRounding") || answer.get("rigorous").asBoolean(), answer::toString);
        return answer.get("upper").asDouble();
    }

    private static JsonNode json(String... command) {
        Cli run = Cli.run(command);
        assertEquals(0, run.code(), run.err());
        return run.json();
    }

    private static String inside(JsonNode interval, int digits) {
        return agreed(interval.get("lower").asDouble(), interval.get("upper").asDouble(), digits);
    }

    private static String both(JsonNode interval, int digits) {
        return agreed(interval.get(0).asDouble(), interval.get(1).asDouble(), digits);
    }

    /** A proven number: as many digits, up to a number of them and at least 6, as both ends of its enclosure round to alike. */
    private static String agreed(double lower, double upper, int most) {
        for (int digits = most; digits >= 6; digits--) {
            if (digits(lower, digits).equals(digits(upper, digits))) {
                return digits(lower, digits);
            }
        }
        throw new AssertionError("the enclosure [" + lower + ", " + upper + "] does not fix six digits");
    }

    private static String digits(double value, int digits) {
        return value == 0
                ? "0"
                : new BigDecimal(value)
                        .round(new MathContext(digits))
                        .stripTrailingZeros()
                        .toString();
    }
}
