package org.roundproof.conformance.check;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/** Answers as comma-separated text (RFC 4180) with a header of some of {@code id,x,words,y,code,ternary}; in any order. */
public final class CsvAnswers implements Answers {
    private static final List<String> KNOWN = List.of("id", "x", "words", "y", "code", "ternary");
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

    private final String name;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final Map<String, Integer> columns = new HashMap<>();

    /**
     * Reads the header.
     *
     * @param name file's name, for messages
     */
    public CsvAnswers(Reader in, String name) throws IOException {
        this.name = name;
        parser = CSVParser.builder().setReader(in).setFormat(FORMAT).get();
        records = parser.iterator();
        CSVRecord header = record();
        if (header == null) {
            throw new InputException(name + " is empty; a header such as id,y or x,words,y is needed");
        }
        for (int i = 0; i < header.size(); i++) {
            String column = header.get(i).toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(column)) {
                throw new InputException(name + ", line 1: the column '" + header.get(i)
                        + "' is not known; the header has some of " + String.join(",", KNOWN));
            }
            if (columns.put(column, i) != null) {
                throw new InputException(name + ", line 1: the column '" + column + "' is there twice");
            }
        }
        if (!columns.containsKey("y") && !columns.containsKey("code")) {
            throw new InputException(
                    name + ", line 1: there is no answer; the header needs the column y (a value) or code");
        }
    }

    @Override
    public @Nullable AnswerRow next() {
        CSVRecord record = record();
        if (record == null) {
            return null;
        }
        String where = name + ", line " + parser.getCurrentLineNumber();
        if (record.size() != columns.size()) {
            throw new InputException(where + ": " + cells(record.size()) + " and the header has " + columns.size()
                    + ": " + Arrays.toString(record.values()));
        }
        return AnswerRow.of(
                where,
                cell(record, "id"),
                cell(record, "x"),
                cell(record, "words"),
                cell(record, "y"),
                cell(record, "code"));
    }

    private static String cells(int count) {
        return count == 1 ? "there is 1 cell" : "there are " + count + " cells";
    }

    private @Nullable String cell(CSVRecord record, String column) {
        Integer index = columns.get(column);
        return index == null ? null : record.get(index);
    }

    private @Nullable CSVRecord record() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new InputException(name + ", after line " + parser.getCurrentLineNumber()
                    + ": this is not valid CSV in UTF-8; check the quotes");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
