package org.roundproof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the README says is so. */
class ReadmeTest {
    private static String readme;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void theFirstBlockHoldsExactlyTheTwoCommands() {
        Matcher block = Pattern.compile("```\\n(.*?)\\n```", Pattern.DOTALL).matcher(readme);
        assertTrue(block.find());
        assertEquals(
                List.of("mvn -q compile exec:java", "mvn -B verify"),
                block.group(1).lines().toList());
    }

    @Test
    void theJavaExampleIsTheTestThatRuns() throws IOException {
        Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertTrue(block.find());
        String source = Files.readString(Path.of("src/test/java/org/roundproof/example/MyQuantizerProperties.java"));
        assertEquals(source.substring(source.indexOf("class MyQuantizerProperties")), block.group(1));
    }

    @Test
    void linksLeadSomewhere() {
        Matcher link = Pattern.compile("]\\((?!http)([^)#]+)\\)").matcher(readme);
        while (link.find()) {
            assertTrue(Files.exists(Path.of(link.group(1))), link.group(1));
        }
    }

    /** Every command of the jar that is printed is one that exists. */
    @Test
    void commandsExist() {
        Matcher command =
                Pattern.compile("-jar target/roundproof.jar ([a-z-]+)").matcher(readme);
        int found = 0;
        while (command.find()) {
            assertTrue(
                    List.of(
                                    "audit",
                                    "train",
                                    "risk",
                                    "spectrum",
                                    "quantize",
                                    "formats",
                                    "least-squares",
                                    "vectors",
                                    "check",
                                    "oracle",
                                    "generate-completion")
                            .contains(command.group(1)),
                    command.group());
            found++;
        }
        assertTrue(found > 15, "found " + found);
    }
}
