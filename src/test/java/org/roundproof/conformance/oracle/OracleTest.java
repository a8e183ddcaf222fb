package org.roundproof.conformance.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.Effort;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.format.Formats;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OracleTest {
    private final Oracle oracle = new Oracle();

    private JsonNode ask(String line) {
        String answer = oracle.answer(line);
        assertEquals(1, answer.lines().count(), answer);
        return JsonMapper.shared().readTree(answer);
    }

    private static Quantizer quantizer(String expression) {
        return (Quantizer) OperatorExpression.parse(expression).resolve();
    }

    private static String quoted(List<String> texts) {
        return "[\"" + String.join("\",\"", texts) + "\"]";
    }

    /** One by one and as a list: what the quantizer itself says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "e4m3:sr(8)",
                "e5m2:ties-to-even:ovf-inf",
                "e4m3fnuz:sr",
                "int8(step=1/64):tpdf",
                "binary16:to-odd",
                "int8(step=1):subtractive",
                "e8m0:ties-to-away",
                "e2m1:toward-zero:sat-propagate"
            })
    void answersWhatTheDefinitionSays(String expression) {
        Quantizer q = quantizer(expression);
        SplittableRandom random = new SplittableRandom(1);
        List<String> xs = new ArrayList<>();
        List<String> words = new ArrayList<>();
        JsonNode[] alone = new JsonNode[Effort.scaled(300)];
        for (int i = 0; i < alone.length; i++) {
            double x = i < 5
                    ? new double[] {Double.NaN, -0.0, Double.POSITIVE_INFINITY, -1e300, 0}[i]
                    : random.nextDouble(-3, 3);
            WordList given = new WordList(
                    List.of(random.nextInt(), random.nextInt(), random.nextInt()),
                    List.of(random.nextInt(), random.nextInt(), random.nextInt()));
            xs.add(HexFloat.of(x));
            words.add(given.text());
            alone[i] = ask("{\"quantizer\":\"" + expression + "\",\"x\":\"" + xs.get(i) + "\",\"words\":\""
                    + words.get(i) + "\",\"want\":[\"distribution\",\"moments\",\"neighbours\"]}");
            check(new Query(q, x, given), alone[i]);
        }
        JsonNode together = ask("{\"quantizer\":\"" + expression + "\",\"x\":" + quoted(xs) + ",\"words\":"
                + quoted(words) + ",\"want\":[\"distribution\",\"moments\",\"neighbours\"]}");
        for (int i = 0; i < alone.length; i++) {
            for (String field : together.propertyNames()) {
                JsonNode entry = together.get(field).get(i);
                assertEquals(entry.isNull() ? null : entry, alone[i].get(field), field);
            }
        }
    }

    private static void check(Query query, JsonNode answer) {
        Quantizer q = query.quantizer();
        double y = query.answer();
        assertEquals(HexFloat.of(y), answer.get("y").asString());
        boolean coded =
                !(q.rounding() instanceof Rounding.Subtractive) && q.format().contains(y);
        assertEquals(coded, answer.has("code"), answer.toString());
        if (coded) {
            assertEquals(q.format().encode(y), Long.decode(answer.get("code").asString()));
            assertEquals(
                    2 + (q.format().bits() + 3) / 4,
                    answer.get("code").asString().length());
        }
        assertEquals(
                y > query.x() ? 1 : y < query.x() ? -1 : 0,
                answer.get("ternary").asInt());
        Distribution law = q.distribution(query.x());
        assertEquals(law.support().isEmpty(), !answer.has("distribution"));
        for (int i = 0; i < law.support().size(); i++) {
            JsonNode atom = answer.get("distribution").get(i);
            assertEquals(
                    HexFloat.of(law.support().get(i).value()), atom.get("y").asString());
            assertEquals(law.support().get(i).probability(), fraction(atom.get("probability")));
        }
        assertEquals(law.hasMoments(), answer.has("mean"));
        if (law.hasMoments()) {
            assertEquals(law.mean(), fraction(answer.get("mean")));
            assertEquals(law.bias(), fraction(answer.get("bias")));
            assertEquals(law.variance(), fraction(answer.get("variance")));
        }
        if (Double.isFinite(query.x())) {
            assertTrue(HexFloat.parse(answer.get("lo").asString()) <= query.x());
            assertTrue(HexFloat.parse(answer.get("hi").asString()) >= query.x());
        }
    }

    private static BigFraction fraction(JsonNode text) {
        String[] parts = text.asString().split("/", -1);
        return BigFraction.of(
                new java.math.BigInteger(parts[0]), new java.math.BigInteger(parts.length > 1 ? parts[1] : "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e4m3",
                "e5m2",
                "e4m3fnuz",
                "e8m0",
                "e2m1",
                "int8(step=1/64,symmetric=true)",
                "uint4(step=3,zero=5)"
            })
    void decodesAndEncodesEveryCode(String expression) {
        NumberFormat format = Formats.parse(expression);
        List<String> codes = new ArrayList<>();
        for (int code = 0; code < 1 << format.bits(); code++) {
            codes.add("0x" + Integer.toHexString(code));
        }
        String head = "{\"format\":\"" + expression + "\",";
        JsonNode all = ask(head + "\"decode\":" + quoted(codes) + "}");
        for (int code = 0; code < codes.size(); code++) {
            JsonNode one = ask(head + "\"decode\":" + code + "}");
            assertEquals(
                    format.classify(code).name().toLowerCase(Locale.ROOT),
                    one.get("class").asString());
            assertEquals(one.get("class"), all.get("class").get(code));
            if (format.classify(code) == ValueClass.UNUSED) {
                assertFalse(one.has("y"));
                assertTrue(all.get("y").get(code).isNull());
                continue;
            }
            assertEquals(HexFloat.of(format.decode(code)), one.get("y").asString());
            assertEquals(one.get("y"), all.get("y").get(code));
            JsonNode back = ask(head + "\"encode\":\"" + one.get("y").asString() + "\"}");
            assertEquals(
                    format.encode(format.decode(code)),
                    Long.decode(back.get("code").asString()));
        }
    }

    @Test
    void numbersMayBeJsonNumbers() {
        assertEquals(
                "0x1.4p-2",
                ask("{\"quantizer\":\"e5m2:ties-to-even\",\"x\":0.3}").get("y").asString());
        assertEquals(
                "0x1.0p1",
                ask("{\"quantizer\":\"int8(step=1):sr(8)\",\"x\":1.5,\"words\":4294967295}")
                        .get("y")
                        .asString());
        assertEquals(
                "0x1.cp8",
                ask("{\"quantizer\":\"e4m3:ties-to-even\",\"x\":1e400}")
                        .get("y")
                        .asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "-1.50",
                "1e400",
                "123456789012345678901234567890",
                "\"a\"",
                "\"é\\\"\\u00e9 \\\\\"",
                "null",
                "true",
                "[]",
                "[1, {\"id\": \"]}\"}]",
                "{ \"a\" : { } }",
                "\"\""
            })
    void theIdComesBackAsItStands(String id) {
        String answer = "{\"id\":" + id + ",\"code\":\"0x3c\"}";
        for (String line : List.of(
                "{\"id\":" + id + ",\"format\":\"e4m3\",\"encode\":1.5}",
                "{\"format\":\"e4m3\",\"encode\":\"1.5\" , \"id\" : " + id + " }\r")) {
            assertEquals(answer, oracle.answer(line));
            byte[] inside = ("xyz" + line + "xyz").getBytes(StandardCharsets.UTF_8);
            assertEquals(answer, oracle.answer(inside, 3, inside.length - 3));
        }
        JsonNode refused = ask("{\"bogus\":[{}],\"id\":" + id + "}");
        assertEquals(JsonMapper.shared().readTree(id), refused.get("id"));
        assertTrue(refused.get("error").asString().contains("'bogus'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                                            | one JSON object",
                "7                                                             | one JSON object",
                "[]                                                            | one JSON object",
                "{}                                                            | 'quantizer' is missing",
                "{\"quantizer\":\"e4m3:sr\"}                                   | 'x' is missing",
                "{\"quantizer\":\"e4m3:sr\",\"x\":\"1\"}                       | needs random bits",
                "{\"quantizer\":\"e4m3:sr\",\"x\":\"1\",\"want\":[]}           | needs random bits",
                "{\"quantizer\":\"e4m3:sr\",\"x\":\"1\",\"want\":[\"mean\"]}   | want 'mean' is unknown: choose from distribution",
                "{\"quantizer\":\"e4m3:sr\",\"x\":\"1.1\",\"words\":\"-1\"}    | no 32-bit word",
                "{\"quantizer\":\"e4m3:sr\",\"x\":\"1.1\",\"words\":\"\"}      | needs word 0",
                "{\"quantizer\":\"e4m3:sr\",\"x\":\"1.1\",\"words\":[\"1\"]}   | each x needs its words",
                "{\"quantizer\":\"e4m3:sr\",\"x\":[1,2],\"words\":[\"1\"]}     | x has a list of 2, words a list of 1",
                "{\"quantizer\":\"e4m3:sr\",\"x\":[1,\"z\"],\"words\":[1,1]}   | x[1]: 'z' is not a number",
                "{\"quantizer\":\"e4m3:sr\",\"x\":[1,1.1],\"words\":[1,\"\"]}  | x[1]: the words '' do not decide",
                "{\"quantizer\":\"e4m3:tpdf\",\"x\":1}                         | needs a uniform grid",
                "{\"quantizer\":\"e4m4:sr\",\"x\":1}                           | did you mean e4m3",
                "{\"quantizer\":\"identity\",\"x\":1}                          | not for 'identity'",
                "{\"quantizer\":\"int8(scale=absmax):sr\",\"x\":1}             | takes its step from data",
                "{\"quantizer\":[\"e4m3:sr\"],\"x\":1}                         | 'quantizer' is a list",
                "{\"quantizer\":\"int8(step=1):sr:wrap\",\"x\":\"nan\",\"words\":\"\"} | cannot wrap",
                "{\"quantizer\":\"e4m3:sr\",\"x\":\"0x1p3d\"}                  | not a number",
                "{\"quantizer\":\"e4m3:sr\",\"x\":null}                        | 'x' takes a text, a number or a list",
                "{\"quantizer\":\"e4m3:sr\",\"x\":[[1]]}                       | 'x' takes a text, a number or a list",
                "{\"quantizer\":\"e4m3:sr\",\"x\":{\"a\":1}}                   | 'x' takes a text, a number or a list",
                "{\"quantizer\":\"e4m3:sr\",\"x\":1,\"x\":1}                   | 'x' stands twice",
                "{\"id\":1,\"id\":2}                                           | 'id' stands twice",
                "{\"quantizer\":\"e4m3:sr\",\"X\":1}                           | unknown field 'X'",
                "{\"quantizer\":\"e4m3:sr\",\"x\":1,\"decode\":1}              | 'decode' does not belong to a question about a quantizer",
                "{\"format\":\"e4m3\",\"decode\":1,\"x\":1}                    | 'x' does not belong to a question about a format",
                "{\"format\":\"e4m3\"}                                         | one of decode and encode",
                "{\"format\":\"e4m3\",\"decode\":1,\"encode\":1}               | one of decode and encode",
                "{\"format\":\"e4m3\",\"decode\":\"0x100\"}                    | no code of e4m3",
                "{\"format\":\"e4m3\",\"decode\":\"-1\"}                       | no code of e4m3: write 0x00 to 0xff",
                "{\"format\":\"e4m3\",\"decode\":[0,1.5]}                      | decode[1]: '1.5' is no code",
                "{\"format\":\"e4m3\",\"encode\":1.1}                          | is not a value of e4m3",
                "{\"format\":\"e2m1\",\"encode\":[1,\"nan\"]}                  | encode[1]: NaN is not a value",
                "{\"format\":\"e9m9\",\"decode\":1}                            | unknown format",
                "{\"format\":\"e4m3\",\"decode\":1} 2                          | more behind the object",
                "{\"format\":\"e4m3\",\"decode\":01}                           | no JSON at column",
                "{\"format\":\"e4m3\",\"decode\":1                             | no JSON at column",
                "{'format':\"e4m3\"}                                           | no JSON at column"
            })
    void mistakesAreNamed(String line, String named) {
        JsonNode answer = ask(line == null ? "" : line);
        assertEquals(
                List.of("error"),
                List.copyOf(answer.propertyNames()).stream()
                        .filter(name -> !name.equals("id"))
                        .toList());
        assertTrue(answer.get("error").asString().contains(named), answer.toString());
        assertFalse(answer.get("error").asString().contains("internal"), answer.toString());
    }

    /** Valid lines with some bytes changed: one line of JSON comes back, whatever they hold, and no fault of the program. */
    @Test
    void noLineBreaksTheSession() {
        SplittableRandom random = new SplittableRandom(2);
        String[] lines = {
            "{\"id\":[1,\"a\"],\"quantizer\":\"e4m3:sr(8)\",\"x\":[\"0x1.1p0\",1e3],\"words\":[\"0xcc000000\",7]}",
            "{\"quantizer\":\"int8(step=1/64):tpdf\",\"x\":\"1e3\",\"words\":\"1 2;3\",\"want\":[\"distribution\",\"moments\"]}",
            "{\"format\":\"float(p=3,emin=-2,emax=3)\",\"decode\":\"0x7\",\"id\":{}}",
            "{\"format\":\"p3109(8,3,s,e)\",\"encode\":\"-0x1.8p1\"}"
        };
        int answered = 0;
        for (int i = 0; i < Effort.scaled(4000); i++) {
            byte[] line = lines[i % lines.length].getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change > 0; change--) {
                int at = random.nextInt(line.length);
                line[at] = random.nextInt(4) == 0 ? (byte) random.nextInt() : line[random.nextInt(line.length)];
            }
            String answer = oracle.answer(line, 0, line.length);
            assertEquals(1, answer.lines().count());
            assertTrue(JsonMapper.shared().readTree(answer).isObject());
            assertFalse(
                    answer.contains("internal error"), () -> new String(line, StandardCharsets.ISO_8859_1) + answer);
            answered += answer.contains("error") ? 0 : 1;
        }
        assertTrue(answered > 400, "some lines are still questions: " + answered);
    }

    @Test
    void deepNestingIsNoFault() {
        assertTrue(ask("{\"id\":" + "[".repeat(100_000)).get("error").asString().startsWith("no JSON"));
        assertTrue(
                ask("{\"quantizer\":\"" + "(".repeat(100_000) + "\",\"x\":1}").has("error"));
    }
}
