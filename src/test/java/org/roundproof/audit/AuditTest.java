package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.report.AuditRecord;
import tools.jackson.databind.ObjectMapper;

/** The whole ledger at smoke size. */
class AuditTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static AuditResult one;
    private static AuditResult two;

    @BeforeAll
    static void run() {
        one = Auditor.run(new AuditContext(AuditContext.Profile.SMOKE, 1, 1), Ledger.claims(), ProgressListener.NONE);
        two = Auditor.run(new AuditContext(AuditContext.Profile.SMOKE, 1, 2), Ledger.claims(), ProgressListener.NONE);
    }

    @TestFactory
    Stream<DynamicTest> everyVerdictIsTheExpectedOne() {
        return one.entries().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.claim().id(),
                        () -> assertEquals(
                                entry.claim().expected(),
                                entry.finding().verdict().word(),
                                () -> String.valueOf(entry.finding().verdict()))));
    }

    @TestFactory
    Stream<DynamicTest> findingsDoNotDependOnThreads() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < one.entries().size(); i++) {
            Finding first = one.entries().get(i).finding();
            Finding second = two.entries().get(i).finding();
            tests.add(DynamicTest.dynamicTest(
                    one.entries().get(i).claim().id(),
                    () -> assertEquals(JSON.writeValueAsString(first), JSON.writeValueAsString(second))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> evidenceIsWellFormed() {
        return one.entries().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.claim().id(),
                        () -> assertAll(
                                entry.finding().evidence().stream().map(evidence -> () -> wellFormed(evidence)))));
    }

    /** The notes' own numbers are those of a full audit; this finds most changes of them in seconds. */
    @TestFactory
    Stream<DynamicTest> recordsAreThoseOfThisBuild() {
        return one.entries().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.claim().id(), () -> {
                    Path file = Path.of(
                            "src/test/resources/org/roundproof/report/record/smoke",
                            entry.claim().id() + ".md");
                    if (Boolean.getBoolean("roundproof.writeNotes")) {
                        Files.createDirectories(file.getParent());
                        Files.writeString(file, AuditRecord.of(entry));
                    }
                    assertTrue(
                            Files.exists(file),
                            () -> file + " is missing; proofs-notes/numbers.md says how to make it");
                    assertEquals(
                            Files.readString(file), AuditRecord.of(entry), "proofs-notes/numbers.md says what to do");
                }));
    }

    private static void wellFormed(Evidence evidence) {
        if (evidence instanceof Evidence.Text text) {
            assertBalanced(text.text());
        } else if (evidence instanceof Evidence.Table table) {
            assertBalanced(table.caption());
            assertFalse(table.rows().isEmpty(), table.caption());
            table.rows().forEach(row -> assertEquals(table.columns().size(), row.size(), table.caption()));
        } else if (evidence instanceof Evidence.Drawing drawing) {
            assertBalanced(drawing.caption());
            assertTrue(drawing.id().matches("rp\\d\\d-[a-z0-9-]+"), drawing.id());
        }
        if (evidence instanceof Evidence.Plot plot) {
            plot.series().forEach(series -> wellFormed(plot, series));
        }
    }

    private static void wellFormed(Evidence.Plot plot, Evidence.Series series) {
        String name = plot.id() + ": " + series.name();
        assertEquals(series.x().length, series.y().length, name);
        assertTrue(series.error().length == 0 || series.error().length == series.x().length, name);
        assertTrue(series.x().length > 0, name);
        for (int i = 0; i < series.x().length; i++) {
            assertTrue(Double.isFinite(series.x()[i]) && Double.isFinite(series.y()[i]), name);
            assertTrue(!plot.x().logarithmic() || series.x()[i] > 0, name);
            assertTrue(!plot.y().logarithmic() || series.y()[i] > 0, name);
        }
    }

    private static void assertBalanced(String text) {
        assertEquals(0, text.chars().filter(c -> c == '$').count() % 2, text);
        assertEquals(0, text.chars().filter(c -> c == '`').count() % 2, text);
    }

    @Test
    void plotIdsAreUnique() {
        Set<String> ids = new HashSet<>();
        for (AuditResult.Entry entry : one.entries()) {
            for (Evidence evidence : entry.finding().evidence()) {
                if (evidence instanceof Evidence.Drawing plot) {
                    assertTrue(ids.add(plot.id()), plot.id());
                }
            }
        }
    }
}
