package org.roundproof.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.roundproof.conformance.WordList;
import org.roundproof.peers.Expectation.Promise;
import org.roundproof.quantizer.Quantizer;

/** The comparison finds what is planted, names it, and finds nothing where nothing is. */
class PeerReportTest {
    private static final Quantizer E4M3 = Expectation.quantizer("e4m3:ties-to-even:ovf-inf");

    @Test
    void rightImplementationHasNoDifferences() {
        assertEquals(List.of(), differences(PeerReportTest::right, Promise.ONE_ROUNDING));
    }

    @Test
    void twoRoundingsAreJudgedByWhatIsPromised() {
        DoubleUnaryOperator twice = x -> right((float) x);
        Map<Promise, String> judgements = Map.of(
                Promise.ONE_ROUNDING, "against R",
                Promise.TWO_ROUNDINGS, "as R says",
                Promise.ONE_OR_TWO_ROUNDINGS, "left open by R",
                Promise.OPEN, "left open by R");
        for (Promise promise : Promise.values()) {
            String judgement = judgements.get(promise);
            List<String> rows = differences(twice, promise);
            assertTrue(rows.stream().anyMatch(row -> row.contains("| rounded twice |")), rows::toString);
            assertTrue(rows.stream().allMatch(row -> row.endsWith("| " + judgement + " |")), rows::toString);
        }
    }

    @Test
    void everyClassOfMistakeIsNamed() {
        assertFound("truncated", x -> Expectation.quantizer("e4m3:toward-zero:ovf-inf")
                .quantize(x, WordList.NONE));
        assertFound("tie broken the other way", x -> Expectation.quantizer("e4m3:ties-to-away:ovf-inf")
                .quantize(x, WordList.NONE));
        assertFound("sign of zero", x -> right(x) == 0 ? 0.0 : right(x));
        assertFound("a finite value in place of NaN", x -> Double.isNaN(right(x)) ? 448 : right(x));
        assertFound("NaN in place of a finite value", x -> Math.abs(x) == 448 ? Double.NaN : right(x));
        assertFound("opposite sign", x -> x == 7 ? -7 : right(x));
        assertFound("not the nearest value", x -> Double.isFinite(x) ? right(1.5 * x) : right(x));
    }

    private static double right(double x) {
        return E4M3.quantize(x, WordList.NONE);
    }

    private static void assertFound(String mistake, DoubleUnaryOperator implementation) {
        List<String> rows = differences(implementation, Promise.ONE_ROUNDING);
        assertTrue(rows.stream().anyMatch(row -> row.contains("| " + mistake + " |")), rows::toString);
    }

    @Test
    void theKitsDiagnosisIsPrinted() {
        DoubleUnaryOperator truncated =
                x -> Expectation.quantizer("e4m3:toward-zero:ovf-inf").quantize(x, WordList.NONE);
        assertTrue(lines(truncated).contains("| planted | `toward-zero`, all |"));
        assertTrue(lines(x -> x == 1 ? 2 : right(x)).contains("| planted | no known mistake |"));
    }

    private static List<String> differences(DoubleUnaryOperator implementation, Promise promise) {
        return PeerReport.of(planted(implementation, promise)).differences();
    }

    private static List<String> lines(DoubleUnaryOperator implementation) {
        Peer peer = planted(implementation, Promise.ONE_ROUNDING);
        return PeerReport.of(peer).lines(peer);
    }

    private static Peer planted(DoubleUnaryOperator implementation, Promise promise) {
        Expectation expectation = Expectation.of("e4m3:ties-to-even:ovf-inf", "R")
                .orTwice(x -> right((float) x))
                .promising(promise);
        PeerCase question = PeerCase.of(
                "planted", expectation, InputType.BINARY64.corners(E4M3.format(), 1, 1), xs -> Arrays.stream(xs)
                        .map(implementation)
                        .toArray());
        return new Peer() {
            @Override
            public String name() {
                return "planted";
            }

            @Override
            public List<PeerCase> cases() {
                return List.of(question);
            }
        };
    }
}
