package org.roundproof.conformance.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The failures that are expected: one id a line, {@code *} at the end for every id that begins so, {@code #} begins a
 * comment.
 */
public final class KnownFailures {
    private final Map<String, Entry> exact = new LinkedHashMap<>();
    private final Map<String, Entry> prefixes = new LinkedHashMap<>();

    /** What became of a listed line. */
    private static final class Entry {
        private long failed;
        private long passed;
    }

    /**
     * Reads the list.
     *
     * @param lines of the file
     */
    public KnownFailures(List<String> lines) {
        for (String line : lines) {
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (text.endsWith("*")) {
                prefixes.put(text.substring(0, text.length() - 1), new Entry());
            } else if (!text.isEmpty()) {
                exact.put(text, new Entry());
            }
        }
    }

    /** Whether a failure is listed. */
    boolean failed(String id) {
        boolean listed = false;
        for (Entry entry : entries(id)) {
            entry.failed++;
            listed = true;
        }
        return listed;
    }

    /** Takes note of a test that passed. */
    void passed(String id) {
        for (Entry entry : entries(id)) {
            entry.passed++;
        }
    }

    private List<Entry> entries(String id) {
        Entry one = exact.get(id);
        if (prefixes.isEmpty()) {
            return one == null ? List.of() : List.of(one);
        }
        List<Entry> all = new ArrayList<>(prefixes.entrySet().stream()
                .filter(prefix -> id.startsWith(prefix.getKey()))
                .map(Map.Entry::getValue)
                .toList());
        if (one != null) {
            all.add(one);
        }
        return all;
    }

    /** Lines that are out of date: the test passes; or, with a wildcard, every one of its tests does. */
    public List<String> outdated() {
        return lines(true);
    }

    /** Lines that name no test that was answered. */
    public List<String> unused() {
        return lines(false);
    }

    private List<String> lines(boolean passed) {
        List<String> lines = new ArrayList<>();
        exact.forEach((line, entry) -> add(lines, line, entry, passed));
        prefixes.forEach((line, entry) -> add(lines, line + "*", entry, passed));
        return lines;
    }

    private static void add(List<String> lines, String line, Entry entry, boolean passed) {
        if (entry.failed == 0 && (entry.passed > 0) == passed) {
            lines.add(line);
        }
    }
}
