package org.roundproof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A block of numbers in a note that a test computes: what stands between {@code <!-- begin NAME -->} and {@code <!-- end NAME
 * -->} must be what the test says. With {@code -Droundproof.writeNotes=true} the test writes it instead.
 */
public final class NoteBlock {
    private NoteBlock() {}

    /**
     * Holds one block of a note to its computed lines.
     *
     * @param note file name in proofs-notes
     * @param name of the block
     */
    public static void assertHolds(String note, String name, List<String> lines) throws IOException {
        Path file = Path.of("proofs-notes", note);
        String text = Files.readString(file);
        String begin = "<!-- begin " + name + " -->\n";
        String end = "<!-- end " + name + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        assertTrue(from >= 0 && to > from, note + " has no block " + name);
        String computed = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("roundproof.writeNotes")) {
            Files.writeString(file, text.substring(0, from + begin.length()) + computed + text.substring(to));
        } else {
            assertEquals(computed, text.substring(from + begin.length(), to), note + ", block " + name);
        }
    }
}
