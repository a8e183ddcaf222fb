package org.roundproof.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A recorded table of exponents: two columns of names, then a cell {@link Sweep#text} for each spectrum. */
final class RateRecord {
    /** The slope at the end. */
    static final Pattern END = Pattern.compile("^(-?\\d+\\.\\d+)");
    /** The slopes over the last three intervals: two groups. */
    static final Pattern SLOPES = Pattern.compile("\\((-?\\d+\\.\\d+) … (-?\\d+\\.\\d+)\\)");
    /** The limit as a share of the last value. */
    static final Pattern LIMIT = Pattern.compile("limit (\\d+\\.\\d+)");
    /** The exponent of the increments. */
    static final Pattern INCREMENTS = Pattern.compile("increments (-?\\d+\\.\\d+)");

    private final String caption;
    private final List<List<String>> lines;

    RateRecord(String claim, int number) throws IOException {
        String record = Files.readString(Path.of("src/main/resources/org/roundproof/report/record", claim + ".md"));
        Matcher matcher = Pattern.compile("(?s)\n## Table " + number + "\n\n(.*?)\n\n(\\|.*?\n)(?=\n|\\z)")
                .matcher(record);
        if (!matcher.find()) {
            throw new AssertionError("the record of " + claim + " has no table " + number);
        }
        caption = matcher.group(1);
        lines = matcher.group(2)
                .lines()
                .map(line -> Arrays.asList(line.substring(2, line.length() - 2).split(" \\| ")))
                .toList();
    }

    List<String> columns() {
        return lines.get(0);
    }

    List<List<String>> rows() {
        return lines.subList(2, lines.size());
    }

    /** clean or quantized. */
    String convention() {
        return found("(clean|quantized) test data");
    }

    /** B. */
    String batch() {
        return found("\\$B = (\\d+)\\$");
    }

    private String found(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(caption);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in " + caption);
        }
        return matcher.group(1);
    }

    /** Least and greatest of what a pattern finds in the cells of a row; a dash where it finds nothing. */
    static String range(List<String> row, Pattern pattern) {
        List<String> values = row.stream()
                .skip(2)
                .flatMap(cell -> pattern.matcher(cell).results().flatMap(match -> Stream.iterate(1, k -> k + 1)
                        .limit(match.groupCount())
                        .map(match::group)))
                .sorted(Comparator.comparingDouble(Double::parseDouble))
                .toList();
        if (values.isEmpty()) {
            return "–";
        }
        String least = values.get(0);
        String greatest = values.get(values.size() - 1);
        return least.equals(greatest) ? least : least + " … " + greatest;
    }

    /** The slope at the end, or what stands in its place. */
    static String end(String cell) {
        Matcher matcher = END.matcher(cell);
        return matcher.find() ? matcher.group(1) : cell;
    }

    /** The exponent of the increments in brackets, or the slope at the end. */
    static String increments(String cell) {
        Matcher matcher = INCREMENTS.matcher(cell);
        return matcher.find() ? "(" + matcher.group(1) + ")" : end(cell);
    }
}
