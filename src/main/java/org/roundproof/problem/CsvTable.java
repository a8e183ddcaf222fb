package org.roundproof.problem;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/**
 * A rectangular table of text cells with a header row, every fault of its shape already refused.
 *
 * @param location file or {@code builtin:name}, for messages
 * @param header distinct, nonempty column names
 * @param rows at least one, each as long as the header
 * @param lines the line on which each row ends
 */
record CsvTable(String location, List<String> header, List<List<String>> rows, List<Long> lines) {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

    /**
     * Reads comma-separated UTF-8 text (RFC 4180; empty lines are skipped).
     *
     * @throws InputException in one line with file and line, for any fault
     */
    static CsvTable read(String location) {
        byte[] bytes =
                BuiltinData.isBuiltin(location) ? BuiltinData.of(location).bytes() : Texts.bytes(location);
        return parse(Texts.decode(bytes, location), location);
    }

    static CsvTable parse(String text, String location) {
        List<List<String>> rows = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(FORMAT)
                .get()) {
            for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); ) {
                rows.add(records.next().toList());
                lines.add(parser.getCurrentLineNumber());
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new InputException(location + " is not valid CSV after line "
                    + (lines.isEmpty() ? 0 : lines.get(lines.size() - 1)) + "; check the quotes");
        }
        if (rows.isEmpty()) {
            throw new InputException(location + " is empty; a header row and data rows are needed");
        }
        List<String> header = rows.get(0);
        checkHeader(header, location);
        if (rows.size() == 1) {
            throw new InputException(location + " has a header and no data rows; at least one row is needed");
        }
        for (int row = 1; row < rows.size(); row++) {
            if (rows.get(row).size() != header.size()) {
                throw new InputException(location + ", line " + lines.get(row) + " has "
                        + rows.get(row).size() + " cells; the header has " + header.size());
            }
        }
        return new CsvTable(location, header, rows.subList(1, rows.size()), lines.subList(1, lines.size()));
    }

    private static void checkHeader(List<String> header, String location) {
        if (header.stream().allMatch(CsvTable::isNumber)) {
            throw new InputException(
                    location + ", line 1 holds numbers only; a header row with column names is needed");
        }
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column);
            if (name.isEmpty()) {
                throw new InputException(
                        location + ", header: column " + (column + 1) + " has no name; name every column");
            }
            if (!seen.add(name)) {
                throw new InputException(location + ", header: column " + (column + 1) + " repeats the name \"" + name
                        + "\"; names must differ");
            }
        }
        if (header.size() < 2) {
            throw new InputException(location + " has one column, \"" + header.get(0)
                    + "\"; a target and at least one feature are needed, separated by commas");
        }
    }

    private static boolean isNumber(String cell) {
        try {
            Numbers.parse(cell, () -> "");
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    /**
     * The column of the target.
     *
     * @param target its name, or else its number counted from 1; null for the one of a built-in data set
     */
    int targetColumn(@Nullable String target) {
        String wanted = target;
        if (wanted == null) {
            if (!BuiltinData.isBuiltin(location)) {
                throw new InputException(location + ": name the target column, one of " + columns());
            }
            wanted = BuiltinData.of(location).target();
        }
        String name = wanted.strip();
        int column = header.indexOf(name);
        if (column < 0 && name.matches("\\d{1,9}")) {
            column = Integer.parseInt(name) - 1;
        }
        if (column < 0 || column >= header.size()) {
            throw new InputException(location + " has no column \"" + name + "\"; choose one of " + columns()
                    + ", or a number from 1 to " + header.size());
        }
        return column;
    }

    /** All columns but one. */
    int[] otherColumns(int target) {
        return IntStream.range(0, header.size())
                .filter(column -> column != target)
                .toArray();
    }

    String cell(int row, int column) {
        return rows.get(row).get(column);
    }

    /** File, line and column of a cell. */
    String where(int row, int column) {
        return location + ", line " + lines.get(row) + ", column " + header.get(column);
    }

    private String columns() {
        int shown = Math.min(header.size(), 20);
        return String.join(", ", header.subList(0, shown)) + (shown < header.size() ? ", ..." : "");
    }
}
