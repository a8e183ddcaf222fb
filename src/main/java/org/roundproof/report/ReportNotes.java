package org.roundproof.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The notes of this version, which travel with the program and with every report: a report holds those that its claims name,
 * and all that these link to, so that it can be moved and read anywhere.
 */
final class ReportNotes {
    /** Where notes lie in the repository; beneath it they have the same names here and in a report. */
    static final String HOME = "proofs-notes/";

    private static final String FOLDER = "notes/";

    private ReportNotes() {}

    /**
     * The address of a note in a report.
     *
     * @param note its path in the repository, {@code proofs-notes/claims/RP-01.md}
     * @return relative to the page; empty where this version has no such note
     */
    static Optional<String> address(String note) {
        return exists(note) ? Optional.of(FOLDER + note.substring(HOME.length())) : Optional.empty();
    }

    /**
     * Writes notes and, from link to link, all others that they lead to.
     *
     * @param notes paths in the repository; what this version does not have is passed over
     * @param report directory of the report
     */
    static void write(Collection<String> notes, Path report) throws IOException {
        Set<String> seen = new TreeSet<>(notes);
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            String note = open.remove();
            Optional<String> address = address(note);
            if (address.isEmpty()) {
                continue;
            }
            NoteLinks links = NoteLinks.of(note, text(note), ReportNotes::exists);
            Path file = report.resolve(address.orElseThrow());
            Files.createDirectories(file.getParent());
            Files.writeString(file, links.text(), StandardCharsets.UTF_8);
            links.notes().stream().filter(seen::add).forEach(open::add);
        }
    }

    private static boolean exists(String note) {
        return note.startsWith(HOME) && ReportNotes.class.getResource(resource(note)) != null;
    }

    private static String text(String note) throws IOException {
        try (InputStream in = ReportNotes.class.getResourceAsStream(resource(note))) {
            if (in == null) {
                throw new IOException("no note " + note);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String resource(String note) {
        return FOLDER + note.substring(HOME.length());
    }
}
