package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the links between claims, checks, notes and properties, in both directions. */
class LedgerTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path NOTES = ROOT.resolve("proofs-notes");
    private static final Path MAIN = ROOT.resolve("src/main/java");
    private static final Path TESTS = ROOT.resolve("src/test/java");
    private static final Set<String> WORDS = Set.of("PROVED", "ENCLOSED", "SUPPORTED", "REFUTED", "NOT_APPLICABLE");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]\\n]*)\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?s)```.*?```");
    private static final Pattern CLAIM_ID = Pattern.compile("\\bRP-(\\d+)");
    private static final Pattern TEST_ID = Pattern.compile("\\bvoid (RP_(\\d+)_\\w+)");

    @Test
    void idsAreUniqueSortedAndPermanent() {
        List<String> ids = Ledger.claims().stream().map(Claim::id).toList();
        assertEquals(new ArrayList<>(new TreeSet<>(ids)), ids);
        assertTrue(known().containsAll(ids), () -> "unknown id among " + ids);
    }

    @TestFactory
    Stream<DynamicTest> everyClaimIsComplete() {
        return perClaim(claim -> assertAll(
                () -> assertFalse(claim.title().isBlank(), "title"),
                () -> assertFalse(claim.statement().isBlank(), "statement"),
                () -> assertFalse(claim.citation().isBlank(), "citation"),
                () -> assertTrue(WORDS.contains(claim.expected()), "expected verdict " + claim.expected()),
                () -> assertFalse(claim.properties().isEmpty(), "no property test is named"),
                () -> assertEquals(number(claim) + "Check", claim.getClass().getSimpleName()),
                () -> assertEquals(
                        0,
                        claim.statement().chars().filter(c -> c == '$').count() % 2,
                        "unbalanced dollar signs in the statement")));
    }

    @TestFactory
    Stream<DynamicTest> everyNoteNamesItsClaim() {
        return perClaim(claim -> {
            String note = read(ROOT.resolve(claim.note()));
            assertAll(
                    () -> assertEquals(
                            "# " + claim.id() + ": " + claim.title(),
                            note.lines().findFirst().orElse("")),
                    () -> assertTrue(
                            note.contains("\n- Expected verdict: `" + claim.expected() + "`\n"),
                            "the note does not say: - Expected verdict: `" + claim.expected() + "`"),
                    () -> assertEquals(
                            MAIN.resolve(claim.getClass().getName().replace('.', '/') + ".java"),
                            target(claim, note, number(claim) + "Check")),
                    () -> assertTrue(note.contains("audit --claims " + claim.id()), "no command in the note"));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyPropertyExistsAndIsLinked() {
        return perClaim(claim -> {
            Path file = propertiesOf(claim);
            String className =
                    TESTS.relativize(file).toString().replace(".java", "").replace('/', '.');
            String simpleName = number(claim) + "Properties";
            String note = read(ROOT.resolve(claim.note()));
            List<Method> tests = Arrays.stream(Class.forName(className).getDeclaredMethods())
                    .filter(method -> method.getName().startsWith("RP_"))
                    .toList();
            assertTrue(
                    tests.stream().anyMatch(method -> method.isAnnotationPresent(Property.class)),
                    () -> simpleName + " has no @Property");
            List<String> found = tests.stream()
                    .map(method -> simpleName + "#" + method.getName())
                    .sorted()
                    .toList();
            assertEquals(
                    found, claim.properties().stream().sorted().toList(), "properties of the class and of the claim");
            for (String property : claim.properties()) {
                assertTrue(
                        property.startsWith(simpleName + "#" + claim.id().replace('-', '_') + "_"),
                        () -> property + " does not carry the id");
                assertEquals(file, target(claim, note, property));
            }
        });
    }

    @Test
    void everyNoteBelongsToAClaim() throws IOException {
        Set<String> notes = Ledger.claims().stream().map(Claim::note).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(NOTES.resolve("claims"))) {
            List<String> orphans = files.map(file -> ROOT.relativize(file).toString())
                    .filter(name -> !notes.contains(name))
                    .toList();
            assertEquals(List.of(), orphans);
        }
    }

    @Test
    void everyCheckIsInTheLedger() throws IOException {
        Set<String> inLedger = Ledger.claims().stream()
                .map(claim -> claim.getClass().getSimpleName())
                .collect(Collectors.toSet());
        List<String> orphans = files(MAIN, ".java")
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> name.matches("RP\\d+Check") && !inLedger.contains(name))
                .toList();
        assertEquals(List.of(), orphans);
    }

    @Test
    void everyTestThatCarriesAnIdBelongsToAClaim() throws IOException {
        Set<String> listed = Ledger.claims().stream()
                .flatMap(claim -> claim.properties().stream())
                .collect(Collectors.toSet());
        List<String> orphans = new ArrayList<>();
        for (Path file : files(TESTS, ".java").toList()) {
            String name = file.getFileName().toString().replace(".java", "");
            Matcher matcher = TEST_ID.matcher(read(file));
            while (matcher.find()) {
                if (!listed.contains(name + "#" + matcher.group(1))) {
                    orphans.add(name + "#" + matcher.group(1));
                }
            }
        }
        assertEquals(List.of(), orphans);
    }

    @Test
    void everyIdThatIsMentionedExists() throws IOException {
        List<String> unknown = new ArrayList<>();
        List<Path> places = Stream.of(files(MAIN, ".java"), files(NOTES, ".md"), Stream.of(ROOT.resolve("README.md")))
                .flatMap(stream -> stream)
                .toList();
        for (Path file : places) {
            Matcher matcher = CLAIM_ID.matcher(read(file));
            while (matcher.find()) {
                if (!known().contains("RP-" + matcher.group(1))) {
                    unknown.add(ROOT.relativize(file) + ": RP-" + matcher.group(1));
                }
            }
        }
        assertEquals(List.of(), unknown);
    }

    @Test
    void everyRelativeLinkOfTheNotesLeadsSomewhere() throws IOException {
        List<String> dangling = new ArrayList<>();
        for (Path note : files(NOTES, ".md").toList()) {
            Matcher matcher = LINK.matcher(FENCE.matcher(read(note)).replaceAll(""));
            while (matcher.find()) {
                String target = matcher.group(2).replaceFirst("#.*", "");
                if (!target.isEmpty() && !target.contains(":") && !Files.exists(note.resolveSibling(target))) {
                    dangling.add(ROOT.relativize(note) + " → " + target);
                }
            }
        }
        assertEquals(List.of(), dangling);
    }

    /** Where the link with this text leads; fails if the note has none. */
    private static Path target(Claim claim, String note, String text) {
        Matcher matcher = LINK.matcher(note);
        while (matcher.find()) {
            if (matcher.group(1).equals(text) || matcher.group(1).equals("`" + text + "`")) {
                return ROOT.resolve(claim.note())
                        .resolveSibling(matcher.group(2))
                        .normalize();
            }
        }
        throw new AssertionError(claim.note() + " has no link [" + text + "](…)");
    }

    private static Path propertiesOf(Claim claim) throws IOException {
        String name = number(claim) + "Properties.java";
        List<Path> found =
                files(TESTS, ".java").filter(file -> file.endsWith(name)).toList();
        assertEquals(1, found.size(), () -> name + " found at " + found);
        return found.get(0);
    }

    private static Stream<DynamicTest> perClaim(ClaimRule rule) {
        return Ledger.claims().stream().map(claim -> DynamicTest.dynamicTest(claim.id(), () -> rule.check(claim)));
    }

    @FunctionalInterface
    private interface ClaimRule {
        void check(Claim claim) throws Exception;
    }

    /** RP-01 … RP-20. */
    private static Set<String> known() {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(n -> "RP-%02d".formatted(n))
                .collect(Collectors.toSet());
    }

    /** {@code RP01} for {@code RP-01}. */
    private static String number(Claim claim) {
        return claim.id().replace("-", "");
    }

    private static Stream<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
