package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;

/** The commands that the documentation prints for people with a kernel, run as printed. */
class DocumentedCommandsTest {
    private static final String BUILD = "mvn -q -B package -Dmaven.test.skip=true";

    @BeforeAll
    static void tools() throws InterruptedException {
        Program.assumeThereIs("bash", "bash", "-c", "true");
        Program.assumePython();
        Program.assumeGcc();
    }

    /** From a fresh clone to a named bug in at most five commands; and the output is the printed one. */
    @Test
    void readmeGoesFromACloneToACaughtBug() throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("\n## Validate your implementation\n");
        List<String> blocks = blocks("```", readme.substring(from, readme.indexOf("\n## ", from + 1)));
        List<String> commands = blocks.get(0).lines().toList();
        assertTrue(commands.size() <= 5, "five commands at most");
        assertEquals(BUILD, commands.get(0));
        assertEquals(0, Program.shell(commands.get(1)).code());
        assertEquals(0, Program.shell(commands.get(2)).code());
        Program caught = Program.shell(commands.get(3));
        assertEquals(1, caught.code(), caught.err());
        assertEquals(blocks.get(1), caught.out().strip());
        Program right = Program.shell(commands.get(4));
        assertEquals(0, right.code(), right.out() + right.err());
    }

    @Test
    void theStepsOfTheNoteAreRight() throws IOException, InterruptedException {
        for (String block : blocks("```sh", Files.readString(Path.of("proofs-notes/validate.md")))) {
            for (String command : block.lines().toList()) {
                Program run = Program.shell(command);
                assertEquals(0, run.code(), () -> command + "\n" + run.out() + run.err());
            }
        }
    }

    @Test
    void theNoteListsTheFaults() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| `--bug` | the program | `check` says |", "|---|---|---|"));
        PlantedFault.all()
                .map(fault -> "| `" + fault.option() + "` | " + fault.what() + " | `" + fault.name() + "` |")
                .forEach(rows::add);
        NoteBlock.assertHolds("validate.md", "faults", rows);
    }

    private static List<String> blocks(String fence, String text) {
        Matcher matcher = Pattern.compile("^" + fence + "\\n(.*?)\\n```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text);
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }
}
