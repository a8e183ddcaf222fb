package org.roundproof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.NoteBlock;
import org.roundproof.audit.Claim;
import org.roundproof.audit.Ledger;

/** Holds the numbers of the notes to the record of the full audit; proofs-notes/numbers.md says how. */
class NotesNumbersTest {
    private static final Path NOTES = Path.of("proofs-notes");
    private static final Path RECORD = Path.of("src/main/resources/org/roundproof/report/record");
    private static final boolean WRITE = Boolean.getBoolean("roundproof.writeNotes");

    /** A block that quotes a table of the record: {@code audit RP-16 table 1}. */
    private static final Pattern BLOCK =
            Pattern.compile("(?s)<!-- begin (audit (RP-\\d\\d) table (\\d+)) -->\n(.*?)<!-- end \\1 -->");

    /** A cell that is a measured or computed number and no count or parameter. */
    private static final Pattern NUMERIC_CELL =
            Pattern.compile("[`<≤≈~]*[-−+]?\\d[\\d,]*(\\.\\d+)(e[-+−]?\\d+)?( ± .*)?[`%]?|[-−]?\\d+e[-+]?\\d+");

    /** A number that nobody writes without having computed it: three decimals or more, or thousands. */
    private static final Pattern COMPUTED = Pattern.compile(
            "(?<![\\w.,^{/])(?<!\\w[+-])(\\d+\\.\\d{3,}(?:e[-+]?\\d+)?|\\d{1,3}(?:,\\d{3})+)(?![\\w/])");

    private static final Pattern CLAIM = Pattern.compile("RP-\\d\\d");
    private static final Pattern AUDIT_COMMAND =
            Pattern.compile("`audit --claims ([RP0-9,-]+)(?: --profile (?:quick|full))?`");
    /** A paragraph or a row whose numbers another test or command gives. */
    private static final Pattern OF_A_TEST =
            Pattern.compile("(?:[^\\n]+\\n)*?[^\\n]*(?:Test#|mvn test|`risk )[^\\n]*\\n(?:[^\\n|]+\\n)*");

    /** What gives the numbers of a finding that no audit prints. */
    private static final Pattern HOLDER = Pattern.compile("`mvn test -Dtest=\\w+`|`risk --");

    private static final Pattern ANY_BLOCK = Pattern.compile("(?s)<!-- begin (.*?) -->.*?<!-- end \\1 -->");
    private static final Pattern PROSE_CITATION = Pattern.compile("arXiv\\s+\\d{4}\\.\\d{5}|\\]\\([^)]*\\)|`[^`\n]*`");
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)(?:#\\w+)?`");
    private static final Pattern OTHER_COMMAND =
            Pattern.compile("mvn test|`(?:risk|train|spectrum|quantize|vectors|check) |<!-- (?:measured|given): ");
    private static final Pattern CITATION = Pattern.compile("arXiv\\s+\\d{4}\\.\\d{5}|\\]\\([^)]*\\)");

    /** With a full audit's directory in {@code roundproof.record}, its record becomes that of the build. */
    @BeforeAll
    static void takeOver() throws IOException {
        String audit = System.getProperty("roundproof.record", "");
        if (WRITE && !audit.isEmpty()) {
            Files.createDirectories(RECORD);
            try (Stream<Path> files = Files.list(Path.of(audit, "record"))) {
                for (Path file : files.toList()) {
                    Files.writeString(RECORD.resolve(file.getFileName().toString()), Files.readString(file));
                }
            }
        }
    }

    @Test
    void everyClaimHasItsRecordAndEveryRecordItsClaim() throws IOException {
        Set<String> expected = Ledger.claims().stream()
                .map(claim -> claim.id() + ".md")
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(RECORD)) {
            assertEquals(
                    expected,
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
        for (Claim claim : Ledger.claims()) {
            assertTrue(
                    record(claim.id()).contains("\n`" + claim.expected() + "`: "),
                    () -> claim.id() + ": the recorded verdict is not the expected one");
        }
    }

    @TestFactory
    Stream<DynamicTest> blocksOfTheNotesAreThoseOfTheRecord() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path note : notes()) {
            String text = Files.readString(note);
            String current = BLOCK.matcher(text)
                    .replaceAll(block -> Matcher.quoteReplacement("<!-- begin " + block.group(1) + " -->\n"
                            + table(block.group(2), Integer.parseInt(block.group(3))) + "<!-- end " + block.group(1)
                            + " -->"));
            if (WRITE && !text.equals(current)) {
                Files.writeString(note, current);
            }
            tests.add(DynamicTest.dynamicTest(
                    note.toString(), () -> assertEquals(current, Files.readString(note), note.toString())));
        }
        return tests.stream();
    }

    /** A table of numbers stands in a block that some test computes, has a column that names commands, or says what it is. */
    @Test
    void noTableOfNumbersIsTypedByHand() throws IOException {
        List<String> typed = new ArrayList<>();
        for (Path note : notes()) {
            List<String> lines = Files.readAllLines(note);
            boolean held = false;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.startsWith("<!-- begin ")
                        || line.startsWith("<!-- measured: ")
                        || line.startsWith("<!-- given: ")) {
                    held = true;
                } else if (line.startsWith("<!-- end ")) {
                    held = false;
                } else if (line.startsWith("|")) {
                    int head = i;
                    while (i + 1 < lines.size() && lines.get(i + 1).startsWith("|")) {
                        i++;
                    }
                    boolean numbers = lines.subList(head, i + 1).stream()
                            .flatMap(row -> Arrays.stream(row.split("(?<!\\\\)\\|")))
                            .anyMatch(cell -> NUMERIC_CELL.matcher(cell.strip()).matches());
                    if (numbers && !held && !lines.get(head).contains("| command |")) {
                        typed.add(note + ":" + (head + 1));
                    }
                }
            }
        }
        assertEquals(List.of(), typed, "tables of numbers without a block, a command or a mark");
    }

    /** Every computed number of a finding is in the record of the claims that its command names. */
    @TestFactory
    Stream<DynamicTest> numbersOfTheFindingsAreInTheRecord() throws IOException {
        String text = Files.readString(NOTES.resolve("findings.md"));
        List<DynamicTest> tests = new ArrayList<>();
        for (String item : text.split("\n(?=- |## |\n)")) {
            Matcher command = AUDIT_COMMAND.matcher(item);
            Set<String> claims = new LinkedHashSet<>();
            while (command.find()) {
                claims.addAll(List.of(command.group(1).split(",")));
            }
            String name = item.strip().lines().findFirst().orElse("");
            if (!claims.isEmpty()) {
                tests.add(DynamicTest.dynamicTest(name, () -> assertRecorded(item, claims)));
            } else if (item.startsWith("- ") && numbers(item).findAny().isPresent()) {
                tests.add(DynamicTest.dynamicTest(
                        name, () -> assertTrue(HOLDER.matcher(item).find(), "numbers without a command or a test")));
            }
        }
        assertFalse(tests.isEmpty(), "no finding names its command");
        return tests.stream();
    }

    /** Every computed number in the prose of a claim's note is in its own record, or in that of a claim that its paragraph names. */
    @TestFactory
    Stream<DynamicTest> numbersOfTheClaimsAreInTheRecord() {
        return Ledger.claims().stream()
                .map(claim -> DynamicTest.dynamicTest(claim.id(), () -> {
                    String text = BLOCK.matcher(Files.readString(Path.of(claim.note())))
                            .replaceAll("");
                    for (String paragraph : text.split("\n\n")) {
                        Set<String> claims = new TreeSet<>(Set.of(claim.id()));
                        CLAIM.matcher(paragraph).results().forEach(match -> claims.add(match.group()));
                        assertRecorded(paragraph + "\n", claims);
                    }
                }));
    }

    /**
     * A section of any other note that has computed numbers in its prose names what holds them: a test class that exists, a
     * command, or who measured or gave them; or the record of the claims of its note holds every one.
     */
    @TestFactory
    Stream<DynamicTest> numbersOfOtherNotesAreHeldSomewhere() throws IOException {
        return notes().stream()
                .filter(note -> note.getParent().equals(NOTES))
                .filter(note -> !note.endsWith("findings.md"))
                .map(note -> DynamicTest.dynamicTest(note.toString(), () -> assertHeld(Files.readString(note))));
    }

    /** The rates name classes everywhere; even so, every computed number of their prose is in a table of its own section. */
    @Test
    void numbersOfTheRatesAreInTheirTables() throws IOException {
        for (String section : Files.readString(NOTES.resolve("rates.md")).split("\n(?=## )")) {
            String tables =
                    ANY_BLOCK.matcher(section).results().map(MatchResult::group).collect(Collectors.joining("\n"));
            assertKnown(
                    ANY_BLOCK.matcher(section).replaceAll(""),
                    tables,
                    "the tables of section " + section.lines().findFirst().orElse(""));
        }
    }

    /**
     * What the comparison is worth: the share of all numbers of three decimals below 1, and of four, that a record holds, so that a wrong one
     * would pass. It is small except where a record has thousands of numbers; the table of numbers.md.
     */
    @Test
    void chancesOfAWrongNumber() throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("| record | numbers | of three decimals | of four |", "|---|---|---|---|"));
        for (Claim claim : Ledger.claims()) {
            List<BigDecimal> known = numbers(record(claim.id())).distinct().toList();
            lines.add("| " + claim.id() + " | " + known.size() + " | " + share(known, 3) + " | " + share(known, 4)
                    + " |");
        }
        NoteBlock.assertHolds("numbers.md", "chances", lines);
    }

    private static String share(List<BigDecimal> known, int decimals) {
        long hit = known.stream()
                .filter(number -> number.scale() >= decimals)
                .map(number -> number.setScale(decimals, RoundingMode.HALF_EVEN))
                .filter(number -> number.compareTo(BigDecimal.ONE) < 0)
                .distinct()
                .count();
        return String.format(Locale.ROOT, "%.3f", hit / Math.pow(10, decimals));
    }

    private static void assertHeld(String text) throws IOException {
        Set<String> claims = AUDIT_COMMAND
                .matcher(text)
                .results()
                .flatMap(command -> Arrays.stream(command.group(1).split(",")))
                .collect(Collectors.toSet());
        for (String section : ANY_BLOCK
                .matcher(text)
                .replaceAll("")
                .replaceAll("(?s)```.*?```", "")
                .split("\n(?=## )")) {
            String prose = PROSE_CITATION
                    .matcher(section.lines()
                            .filter(line -> !line.startsWith("|") && !line.startsWith("    "))
                            .collect(Collectors.joining("\n")))
                    .replaceAll("");
            if (COMPUTED.matcher(prose).find() && !namesAHolder(section)) {
                assertFalse(
                        claims.isEmpty(), () -> "nobody holds " + numbers(prose).toList());
                assertRecorded(prose, claims);
            }
        }
    }

    private static boolean namesAHolder(String section) throws IOException {
        if (OTHER_COMMAND.matcher(section).find()) {
            return true;
        }
        List<String> named = CLASS.matcher(section)
                .results()
                .map(match -> match.group(1) + ".java")
                .toList();
        for (String source : List.of("src/test/java", "src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(source))) {
                if (files.anyMatch(file -> named.contains(file.getFileName().toString()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void assertRecorded(String text, Set<String> claims) {
        List<String> missing = claims.stream()
                .filter(claim ->
                        Ledger.claims().stream().anyMatch(one -> one.id().equals(claim)))
                .filter(claim -> !Files.exists(RECORD.resolve(claim + ".md")))
                .sorted()
                .toList();
        assumeTrue(missing.isEmpty(), () -> "no record yet of " + missing);
        String prose = BLOCK.matcher(
                        OF_A_TEST.matcher(CITATION.matcher(text).replaceAll("")).replaceAll("\n"))
                .replaceAll("");
        String records = claims.stream()
                .filter(claim -> Files.exists(RECORD.resolve(claim + ".md")))
                .map(NotesNumbersTest::record)
                .collect(Collectors.joining("\n"));
        assertSpoken(prose, records, "the records of " + new TreeSet<>(claims));
    }

    private static void assertKnown(String text, String tables, String where) {
        assertSpoken(OF_A_TEST.matcher(CITATION.matcher(text).replaceAll("")).replaceAll("\n"), tables, where);
    }

    private static void assertSpoken(String prose, String tables, String where) {
        List<BigDecimal> known = numbers(tables).toList();
        List<BigDecimal> unknown = numbers(prose)
                .filter(number -> known.stream().noneMatch(recorded -> rounds(recorded, number)))
                .toList();
        assertEquals(List.of(), unknown, "numbers that are not in " + where);
    }

    private static Stream<BigDecimal> numbers(String text) {
        return COMPUTED.matcher(text)
                .results()
                .map(match -> new BigDecimal(match.group(1).replace(",", "")));
    }

    /** Whether a recorded number, rounded to the decimals of the number in the prose, is that number. */
    private static boolean rounds(BigDecimal recorded, BigDecimal number) {
        return recorded.scale() >= number.scale()
                && recorded.setScale(number.scale(), RoundingMode.HALF_EVEN).compareTo(number) == 0;
    }

    private static String table(String id, int number) {
        Matcher matcher = Pattern.compile("(?s)\n## Table " + number + "\n.*?\n\n(\\|.*?\n)(?=\n|\\z)")
                .matcher(record(id));
        assertTrue(matcher.find(), () -> "the record of " + id + " has no table " + number);
        return matcher.group(1);
    }

    private static String record(String id) {
        try {
            return Files.readString(RECORD.resolve(id + ".md"));
        } catch (IOException e) {
            throw new AssertionError(id + " has no record; proofs-notes/numbers.md says how to make one", e);
        }
    }

    private static List<Path> notes() throws IOException {
        try (Stream<Path> walk = Files.walk(NOTES)) {
            return walk.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    @Test
    void aDifferenceIsNamed() {
        assertEquals(Optional.empty(), AuditRecord.difference("RP-01", Optional.of("a\nb\n"), "a\nb\n"));
        assertEquals(
                Optional.of("RP-01, line 2 of the record: recorded 'b', found 'c'"),
                AuditRecord.difference("RP-01", Optional.of("a\nb\n"), "a\nc\n"));
        assertEquals(
                Optional.of("RP-01, line 3 of the record: recorded 'the end', found 'c'"),
                AuditRecord.difference("RP-01", Optional.of("a\nb\n"), "a\nb\nc\n"));
        assertTrue(AuditRecord.difference("RP-01", Optional.empty(), "a\n")
                .orElseThrow()
                .contains("no record"));
    }
}
