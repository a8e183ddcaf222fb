package org.roundproof.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.roundproof.audit.AuditContext;
import org.roundproof.audit.AuditResult;
import org.roundproof.audit.AuditResult.Entry;

/**
 * What the full audit at the default seed printed when this version was made, claim by claim. The notes quote it, and a full
 * audit is compared with it line by line. See {@code proofs-notes/numbers.md}.
 */
public final class AuditRecord {
    /** The seed of the record. */
    public static final long SEED = 1;

    private AuditRecord() {}

    /**
     * The record that an audit makes of one claim.
     *
     * @param entry the claim's outcome
     * @return Markdown: verdict, numbered tables and paragraphs
     */
    public static String of(Entry entry) {
        return RecordText.of(entry);
    }

    /**
     * Whether an audit can be compared with the record: it must be full, at the seed of the record.
     *
     * @param context how the audit ran
     */
    public static boolean speaksOf(AuditContext context) {
        return context.profile() == AuditContext.Profile.FULL && context.seed() == SEED;
    }

    /**
     * Where an audit and the record part: one line for each claim that differs.
     *
     * @param result an audit of which the record speaks
     * @return for each claim that differs its id, the line, what was recorded and what was found
     */
    public static List<String> differences(AuditResult result) {
        return result.entries().stream()
                .flatMap(entry ->
                        difference(entry.claim().id(), recorded(entry.claim().id()), of(entry)).stream())
                .toList();
    }

    /** Writes an audit's own record: a file for each claim. */
    static void write(AuditResult result, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Entry entry : result.entries()) {
            Files.writeString(
                    directory.resolve(PlotFile.safe(entry.claim().id()) + ".md"), of(entry), StandardCharsets.UTF_8);
        }
    }

    /** The first line that differs. */
    static Optional<String> difference(String id, Optional<String> recorded, String found) {
        if (recorded.isEmpty()) {
            return Optional.of(id + ": there is no record of it (proofs-notes/numbers.md says how to make one)");
        }
        List<String> left = recorded.orElseThrow().lines().toList();
        List<String> right = found.lines().toList();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String before = i < left.size() ? left.get(i) : "the end";
            String now = i < right.size() ? right.get(i) : "the end";
            if (!before.equals(now)) {
                return Optional.of(
                        id + ", line " + (i + 1) + " of the record: recorded '" + before + "', found '" + now + "'");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> recorded(String id) {
        try (InputStream in = AuditRecord.class.getResourceAsStream("record/" + id + ".md")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the record of " + id, e);
        }
    }
}
