package org.roundproof.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.roundproof.InputException;
import org.roundproof.random.WordSource;

/**
 * The random words that one rounding is given, and no others.
 *
 * <p>As text, in every file and on every pipe: the words of use 0 by level, {@code 0x} and hex digits or decimal, separated
 * by spaces; then, after a semicolon, those of use 1 (TPDF). {@code 0xcc000000} is one word, {@code 0x1 0xffffffff} extends
 * it by another level, {@code 0x1;0x2} is one of each use; the empty text is no word.
 *
 * @param first words of use 0, by level
 * @param second words of use 1, by level
 */
public record WordList(List<Integer> first, List<Integer> second) implements WordSource {
    /** No words, for roundings that use none. */
    public static final WordList NONE = new WordList(List.of(), List.of());

    private static final long WORD = 0xFFFF_FFFFL;

    public WordList {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /** One word. */
    public static WordList of(int word) {
        return new WordList(List.of(word), List.of());
    }

    /**
     * Reads the text form.
     *
     * @throws InputException naming what is no word
     */
    public static WordList parse(String text) {
        int semicolon = text.indexOf(';');
        return semicolon < 0
                ? new WordList(words(text), List.of())
                : new WordList(words(text.substring(0, semicolon)), words(text.substring(semicolon + 1)));
    }

    private static List<Integer> words(String text) {
        List<Integer> words = new ArrayList<>(1);
        for (String token : text.strip().split("\\s+")) {
            if (!token.isEmpty()) {
                words.add(word(token));
            }
        }
        return words;
    }

    private static int word(String token) {
        try {
            boolean hex = token.regionMatches(true, 0, "0x", 0, 2);
            long bits = hex ? Long.parseLong(token.substring(2), 16) : Long.parseLong(token);
            if ((bits & ~WORD) == 0 && token.indexOf('+') < 0) {
                return (int) bits;
            }
        } catch (NumberFormatException e) {
            // answered below, as for words that are too long
        }
        throw new InputException(
                "random bits '" + token + "' are no 32-bit word: write 0 to 4294967295 or 0x0 to 0xffffffff");
    }

    /**
     * {@inheritDoc}
     *
     * @throws InputException if the decision needs a word that is not there
     */
    @Override
    public int word(int use, int level) {
        List<Integer> words = use == 0 ? first : second;
        if (level >= words.size()) {
            throw new InputException("the words '" + text() + "' do not decide this rounding: it needs word " + level
                    + (use == 0 ? "" : " of the second kind") + ", counted from 0");
        }
        return words.get(level);
    }

    /** The text form, {@code 0x} and eight digits a word. */
    public String text() {
        return second.isEmpty() ? text(first) : text(first) + ";" + text(second);
    }

    private static String text(List<Integer> words) {
        return words.stream().map(word -> String.format("0x%08x", word)).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return text();
    }
}
