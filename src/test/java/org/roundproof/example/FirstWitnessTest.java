package org.roundproof.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.roundproof.format.Formats;
import org.roundproof.testkit.Capability;
import org.roundproof.testkit.Input;
import org.roundproof.testkit.KitRun;
import org.roundproof.testkit.QuantizerUnderTest;

/** The example of README.md passes, and fails as printed there where it claims too much. */
class FirstWitnessTest {
    /** The same with subnormal numbers, of which the bit trick knows nothing. */
    static class Overconfident extends MyQuantizerProperties {
        @Override
        public QuantizerUnderTest subject() {
            return QuantizerUnderTest.stochastic("e4m3:sr(20,floor)", (x, words) -> mine((float) x, words.word(0, 0)))
                    .inputs("binary32")
                    .without(Capability.OVERFLOW, Capability.NAN, Capability.INFINITIES);
        }
    }

    @Test
    void theExamplePasses() {
        KitRun run = KitRun.of(MyQuantizerProperties.class, 100);
        assertEquals(Map.of(), run.failed());
        assertTrue(run.skipped().containsKey("RP04_overflow"), run.skipped().toString());
    }

    @Test
    void overconfidenceFails() {
        String failure = KitRun.of(Overconfident.class, 300).failed().get("RP01_exactRate");
        assertTrue(failure.contains("RP-01 ("), failure);
    }

    /** What is printed is what the property says at that input. */
    @Test
    void theWitnessIsTheOneInTheReadme() throws IOException {
        Matcher printed = Pattern.compile("```\\n(RP-01 .*?)\\n```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        assertTrue(printed.find());
        Input input = new Input(Formats.parse("e4m3"), 0x1p-10);
        AssertionError error = assertThrows(AssertionError.class, () -> new Overconfident().RP01_exactRate(input));
        assertEquals(printed.group(1).replaceAll("\\s+", " "), error.getMessage());
    }
}
