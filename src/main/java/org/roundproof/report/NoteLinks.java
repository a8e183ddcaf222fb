package org.roundproof.report;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A note outside of its repository: links to other notes stay, for these go with it; what else a link named there is named in
 * words.
 *
 * @param text Markdown
 * @param notes the notes that it links to, by their paths in the repository
 */
record NoteLinks(String text, Set<String> notes) {
    /** Code, fenced or in a line, or {@code [words](target)}, the target without white space. */
    private static final Pattern CODE_OR_LINK =
            Pattern.compile("(?ms)^```.*?^```|`[^`\\n]*`|\\[([^\\[\\]]*)]\\(([^()\\s]+)\\)");

    /** An address of its own ({@code https:}) or a place in the same note. */
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*|#.*");

    /**
     * Reads a note.
     *
     * @param note its path in the repository
     * @param text what it says
     * @param goesAlong whether the note of a path goes with it
     */
    static NoteLinks of(String note, String text, Predicate<String> goesAlong) {
        Set<String> notes = new TreeSet<>();
        String rewritten = CODE_OR_LINK.matcher(text).replaceAll(link -> {
            String target = link.group(2);
            if (target == null || ELSEWHERE.matcher(target).matches()) {
                return Matcher.quoteReplacement(link.group());
            }
            String path = path(note, target.replaceFirst("#.*", ""));
            if (goesAlong.test(path)) {
                notes.add(path);
                return Matcher.quoteReplacement(link.group());
            }
            return Matcher.quoteReplacement(link.group(1) + " (`" + path + "`)");
        });
        return new NoteLinks(rewritten, notes);
    }

    /** A target from the root of the repository, with slashes whatever the machine. */
    private static String path(String note, String target) {
        return Path.of(note).resolveSibling(target).normalize().toString().replace('\\', '/');
    }
}
