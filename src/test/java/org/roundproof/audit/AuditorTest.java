package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AuditorTest {
    private static final AuditContext CONTEXT = new AuditContext(AuditContext.Profile.SMOKE, 1, 2);

    private record Stub(String id, String expected, Function<AuditContext, Finding> body) implements Claim {
        @Override
        public String title() {
            return "stub";
        }

        @Override
        public String statement() {
            return "stub";
        }

        @Override
        public String citation() {
            return "stub";
        }

        @Override
        public List<String> properties() {
            return List.of();
        }

        @Override
        public Finding check(AuditContext context) {
            return body.apply(context);
        }
    }

    private static Finding proved() {
        return new Finding(new Verdict.Proved("it is so"), List.of());
    }

    @Test
    void entriesKeepTheOrderOfTheLedger() {
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            claims.add(new Stub("S-" + i, "PROVED", context -> proved()));
        }
        AuditResult result = Auditor.run(CONTEXT, claims, ProgressListener.NONE);
        assertEquals(
                claims, result.entries().stream().map(AuditResult.Entry::claim).toList());
        assertTrue(result.asExpected());
    }

    @Test
    void aCheckThatThrowsFailsAloneAndSaysWhere() {
        Claim broken = new Stub("S-1", "PROVED", context -> {
            throw new IllegalStateException("no such grid");
        });
        Claim endless = new Stub("S-2", "PROVED", context -> recurse(1));
        Claim parallel = new Stub("S-3", "PROVED", context -> Parallel.map(3, i -> {
                    if (i == 1) {
                        throw new ArithmeticException("part 1");
                    }
                    return proved();
                })
                .get(0));
        Claim sound = new Stub("S-4", "PROVED", context -> proved());
        AuditResult result = Auditor.run(CONTEXT, List.of(broken, endless, parallel, sound), ProgressListener.NONE);
        List<String> words =
                result.entries().stream().map(e -> e.finding().verdict().word()).toList();
        assertEquals(List.of("FAILED", "FAILED", "FAILED", "PROVED"), words);
        String because = result.entries().get(0).finding().verdict().because();
        assertTrue(because.contains("IllegalStateException: no such grid"), because);
        assertTrue(because.contains("AuditorTest"), because);
        assertFalse(because.contains("\n"), because);
        assertTrue(result.entries().get(2).finding().verdict().because().contains("part 1"));
        assertFalse(result.asExpected());
    }

    private static Finding recurse(int depth) {
        return depth == 0 ? proved() : new Finding(recurse(depth + 1).verdict(), List.of());
    }

    @Test
    void everyEndIsReportedOnceAndCounted() {
        List<Integer> counts = new ArrayList<>();
        List<String> started = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void started(Claim claim) {
                started.add(claim.id());
            }

            @Override
            public void finished(AuditResult.Entry entry, int done, int total) {
                counts.add(done);
                assertEquals(3, total);
            }
        };
        List<Claim> claims = List.of(
                new Stub("S-1", "PROVED", context -> proved()),
                new Stub("S-2", "PROVED", context -> proved()),
                new Stub("S-3", "REFUTED", context -> proved()));
        AuditResult result = Auditor.run(CONTEXT, claims, listener);
        assertEquals(List.of(1, 2, 3), counts);
        assertEquals(3, started.size());
        assertFalse(result.asExpected());
    }

    @Test
    void anInterruptedAuditIsCancelled() {
        Claim slow = new Stub("S-1", "PROVED", context -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return proved();
        });
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> Auditor.run(CONTEXT, List.of(slow), ProgressListener.NONE));
        assertTrue(Thread.interrupted());
    }

    @Test
    void partsComeInTheOrderOfTheirIndex() {
        List<Integer> squares = Parallel.map(1000, i -> i * i);
        for (int i = 0; i < 1000; i++) {
            assertEquals(i * i, squares.get(i));
        }
    }

    @Test
    void aTallyKeepsTheFirstFailure() {
        Tally first = new Tally();
        first.require(true, () -> "never");
        assertEquals("PROVED", first.proved("all well").word());
        Tally second = new Tally();
        second.require(false, () -> "x = 1");
        second.require(false, () -> "x = 2");
        first.add(second);
        Verdict.Refuted refuted = (Verdict.Refuted) first.proved("all well");
        assertEquals("x = 1", refuted.witness());
        assertEquals("2 of 3 comparisons failed", refuted.because());
    }
}
