package org.roundproof.conformance.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every question in the note has the answer that stands below it. */
class OracleNoteTest {
    @Test
    void theExamplesAreWhatTheProgramAnswers() throws IOException {
        Path note = Path.of("proofs-notes/oracle.md");
        List<String> lines = new ArrayList<>(Files.readAllLines(note));
        boolean write = Boolean.getBoolean("roundproof.writeNotes");
        Oracle oracle = new Oracle();
        int examples = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("> ")) {
                String answer = "< " + oracle.answer(lines.get(i).substring(2));
                if (write) {
                    lines.set(i + 1, answer);
                }
                assertEquals(answer, lines.get(i + 1));
                examples++;
            }
        }
        if (write) {
            Files.write(note, lines);
        }
        assertTrue(examples >= 10, "found " + examples);
    }
}
