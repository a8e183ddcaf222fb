package org.roundproof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoteLinksTest {
    @Test
    void linksToNotesStayAndOthersBecomeWords() {
        NoteLinks links = NoteLinks.of(
                "proofs-notes/claims/RP-00.md",
                """
                See [spectra](../spectra.md#1-statement), [the check](../../src/main/java/Check.java), [below](#proof),
                [a page](https://example.org/a_b), [RP-01](RP-01.md) and $[0](1)$, but `[code](x.md)` and

                ```
                [code](y.md)
                ```
                """,
                Set.of("proofs-notes/spectra.md", "proofs-notes/claims/RP-01.md")::contains);
        assertEquals("""
                See [spectra](../spectra.md#1-statement), the check (`src/main/java/Check.java`), [below](#proof),
                [a page](https://example.org/a_b), [RP-01](RP-01.md) and $0 (`proofs-notes/claims/1`)$, but `[code](x.md)` and

                ```
                [code](y.md)
                ```
                """, links.text());
        assertEquals(Set.of("proofs-notes/spectra.md", "proofs-notes/claims/RP-01.md"), links.notes());
    }

    /** Nothing in a note only looks like a link, and what became words is a file of the repository. */
    @Test
    void whatIsNamedExists() throws IOException {
        List<Path> notes;
        try (Stream<Path> files = Files.walk(Path.of("proofs-notes"))) {
            notes = files.filter(Files::isRegularFile).toList();
        }
        for (Path note : notes) {
            String name = note.toString().replace('\\', '/');
            assertTrue(ReportNotes.address(name).isPresent(), name + " is not packaged");
            NoteLinks all = NoteLinks.of(name, Files.readString(note), path -> true);
            for (String target : all.notes()) {
                assertTrue(Files.exists(Path.of(target)), name + " links to " + target);
            }
            assertEquals(Files.readString(note), all.text());
        }
    }
}
