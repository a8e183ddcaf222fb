package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roundproof.conformance.oracle.Oracle;

class OracleCommandTest {
    /** Over real pipes: strictly one after the other, then thousands at once, in order, to the end. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void everyQuestionIsAnsweredInOrder() throws IOException, InterruptedException {
        List<String> questions = OracleClient.sample(6000);
        Oracle oracle = new Oracle();
        List<String> expected = questions.stream().map(oracle::answer).toList();
        assertTrue(expected.stream().noneMatch(answer -> answer.contains("error")));
        try (OracleClient client = new OracleClient()) {
            for (int i = 0; i < 300; i++) {
                assertEquals(expected.get(i), client.ask(questions.get(i)));
            }
            assertEquals(expected, client.askAll(questions));
            assertEquals(0, client.end());
        }
    }

    @Test
    void aMistakeIsAnAnswerAndTheSessionGoesOn() {
        String good = "{\"format\":\"e4m3\",\"encode\":1}";
        String tooLong = "{\"id\":1,\"x\":\"" + " ".repeat(LineInput.LONGEST) + "\"}";
        Cli run = Cli.feed("\uFEFF" + good + "\n\n" + tooLong + "\nnonsense\r\n" + good, "oracle");
        assertEquals(0, run.code());
        assertEquals("", run.err());
        List<String> lines = run.lines();
        assertEquals(5, lines.size());
        assertEquals("{\"code\":\"0x38\"}", lines.get(0));
        assertTrue(lines.get(1).startsWith("{\"error\":\"a line is one JSON object"), lines.get(1));
        assertEquals("{\"error\":\"the line has more than 1048576 bytes: ask for less\"}", lines.get(2));
        assertTrue(lines.get(3).startsWith("{\"error\":\"no JSON"), lines.get(3));
        assertEquals("{\"code\":\"0x38\"}", lines.get(4));
        assertEquals(new Cli(0, "", ""), Cli.feed("", "oracle"));
    }

    /** A line as long as allowed, with an answer longer than any buffer. */
    @Test
    void longLinesAreAnswered() {
        String start = "{\"quantizer\":\"e4m3:ties-to-even\",\"x\":[1";
        String entry = ",\"" + " ".repeat(20) + "1\"";
        int count = (LineInput.LONGEST - start.length() - 2) / entry.length();
        Cli run = Cli.feed(start + entry.repeat(count) + "]}", "oracle");
        assertEquals(1 + count, run.json().get("y").size());
        assertEquals("0x1.0p0", run.json().get("y").get(count).asString());
    }

    @Test
    void aClosedPipeEndsTheSessionQuietly() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        byte[] input = String.join("\n", OracleClient.sample(5000)).getBytes(StandardCharsets.UTF_8);
        assertEquals(0, Main.run(new ByteArrayInputStream(input), closed, err, "oracle"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }
}
