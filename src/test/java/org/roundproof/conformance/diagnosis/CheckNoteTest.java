package org.roundproof.conformance.diagnosis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;

/** The table of suspects in {@code proofs-notes/check.md}. */
class CheckNoteTest {
    @Test
    void suspects() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| name | what such an implementation does | where to look |");
        lines.add("|---|---|---|");
        String last = "";
        for (Fault fault : Faults.ALL) {
            Suspect suspect = fault.suspect();
            boolean family = suspect.name().matches("(fewer-bits|reused-words)-[0-9]+");
            String row = family ? row(suspect, "N").replaceFirst("-[0-9]+`", "-N`") : row(suspect, null);
            if (!row.equals(last)) {
                lines.add(row);
            }
            last = row;
        }
        lines.add(row(ConstantWord.SUSPECT, null));
        NoteBlock.assertHolds("check.md", "suspects", lines);
    }

    /** The constants that section 3 of the note names are those of the code. */
    @Test
    void constants() throws IOException {
        String note = Files.readString(Path.of("proofs-notes/check.md")).replaceAll("\\s+", " ");
        assertTrue(note.contains("Of up to " + Search.SAMPLE + " wrong and " + Search.SAMPLE + " right answers"));
        assertTrue(note.contains("with probability at most 10^" + "−" + Math.round(-Math.log10(Search.CHANCE)) + "."));
    }

    private static String row(Suspect suspect, @Nullable String number) {
        String description = suspect.description().replace("|", "\\|");
        String what = number == null ? description : description.replaceFirst("[0-9]+", number);
        return "| `" + suspect.name() + "` | " + what + " | " + suspect.hint().replace("|", "\\|") + " |";
    }
}
