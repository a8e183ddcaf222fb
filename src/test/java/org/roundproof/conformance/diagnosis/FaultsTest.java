package org.roundproof.conformance.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Quantizer;

/** Every fault shows in three formats, and an implementation that has it is diagnosed with it. */
class FaultsTest {
    /** Small formats first: they are quick, and all their values and midpoints are tests. */
    private static final List<Quantizer> QUANTIZERS = Stream.of(
                    "e2m1:ties-to-even",
                    "e3m2:ties-to-away",
                    "e2m3:sr(8)",
                    "e3m2:sr(6,floor)",
                    "e2m1:sr(16,odd)",
                    "e3m2:sr",
                    "p3109(6,3,s,f):ties-to-even",
                    "p3109(5,2,s,e):sr(8):ovf-inf",
                    "p3109(4,2,s,e):sr(31):ovf-inf",
                    "e2m1:sr(32)",
                    "float(p=3,emin=-2,emax=3):ties-to-even:ovf-inf",
                    "float(p=3,emin=-2,emax=3):toward-zero:ovf-inf",
                    "float(p=2,emin=-1,emax=2):to-odd:ovf-inf",
                    "float(p=4,emin=-2,emax=2):toward-positive:ovf-inf",
                    "float(p=3,emin=-2,emax=3):ties-to-even:sat-propagate",
                    "int4(step=1):ties-to-even",
                    "int4(step=0x1.333333333p-2,symmetric=true):ties-to-even",
                    "int5(step=1/4,symmetric=true):sr(8)",
                    "int6(step=0x1.666666666p-1,symmetric=true):toward-zero",
                    "uint4(step=1,zero=7):ties-to-even",
                    "uint5(step=0x1.666666666p-1,zero=3):ties-to-even:ovf-inf",
                    "uint4(step=1,zero=3):sr(8)",
                    "e2m1:sr(4,half)",
                    "e3m2:sr(3,odd)",
                    "e2m3:sr(5,floor)",
                    "p3109(5,2,s,e):sr(4)",
                    "float(p=3,emin=-2,emax=3):sr(3)",
                    "int4(step=49):toward-zero",
                    "int5(step=103):toward-zero",
                    "uint4(step=107,zero=3):toward-zero",
                    "int4(step=1/4):tpdf",
                    "int5(step=1):tpdf",
                    "uint4(step=1,zero=8):tpdf",
                    "e4m3:ties-to-even",
                    "e4m3:ties-to-even:ovf-inf",
                    "p3109(6,3,u,f):ties-to-even:ovf-inf",
                    "p3109(5,2,u,f):sr(8):ovf-inf",
                    "e5m2:sr(8):ovf-inf",
                    "e5m2:ties-to-even:ovf-inf",
                    "e4m3fnuz:ties-to-even",
                    "e5m2fnuz:ties-to-even",
                    "e4m3:toward-zero:ovf-inf",
                    "e4m3:sr",
                    "int8(step=0x1.999999999p-4):ties-to-even",
                    "uint8(step=0x1.999999999p-4,zero=129):ties-to-even",
                    "int8(step=0x1.333333333p-2):sr(24)",
                    "bfloat16:ties-to-even:ovf-inf",
                    "binary16:sr(16):ovf-inf",
                    "binary16:toward-zero:ovf-inf",
                    "binary32:toward-zero:ovf-inf",
                    "tf32:sr(32)")
            .map(Corners::quantizer)
            .toList();

    private static final int MOST_TESTS = 1200;

    private static final Map<Quantizer, List<Query>> TESTS = new HashMap<>();

    private static List<Query> tests(Quantizer q) {
        return TESTS.computeIfAbsent(q, key -> {
            List<Query> all = Corners.tests(key, 1);
            return all.subList(0, Math.min(all.size(), MOST_TESTS));
        });
    }

    /** The answers of an implementation with the fault; null where it cannot be made, or never shows. */
    private static @Nullable List<Answered> answers(Fault fault, Quantizer q, boolean coded) {
        Semantics wrong = fault.change().on(Semantics.right(q));
        if (wrong == null) {
            return null;
        }
        List<Query> tests = tests(q);
        List<Answered> answers = new ArrayList<>();
        boolean shows = false;
        for (int i = 0; i < tests.size(); i++) {
            double y = answer(wrong, tests, i);
            double read = coded ? Codes.seen(q.format(), y) : y;
            if (coded && !q.format().contains(read)) {
                return null; // an answer without a code
            }
            Answered answer = new Answered(tests.get(i), read, coded);
            shows |= !answer.is(tests.get(i).answer());
            answers.add(answer);
        }
        return shows ? answers : null;
    }

    private static double answer(Semantics rounding, List<Query> tests, int i) {
        try {
            return rounding.answer(tests, i);
        } catch (InputException e) {
            return tests.get(i).answer();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFaultIsFoundInThreeFormats() {
        return Faults.ALL.stream()
                .map(fault -> DynamicTest.dynamicTest(fault.suspect().name(), () -> found(fault)));
    }

    private static void found(Fault fault) {
        Set<NumberFormat> formats = new HashSet<>();
        for (Quantizer q : QUANTIZERS) {
            for (boolean coded : new boolean[] {false, true}) {
                List<Answered> answers = formats.contains(q.format()) ? null : answers(fault, q, coded);
                if (answers != null && formats.size() < 3) {
                    formats.add(q.format());
                    assertDiagnosed(fault, q, answers);
                }
            }
        }
        assertEquals(3, formats.size(), "shows in " + formats);
    }

    private static void assertDiagnosed(Fault fault, Quantizer q, List<Answered> answers) {
        Diagnosis diagnosis = Diagnosis.of(answers);
        List<String> names =
                diagnosis.complete().stream().map(Explanation::name).toList();
        assertTrue(names.contains(fault.suspect().name()), q + ": " + diagnosis.sentence());
        for (String other : names) {
            Fault constant = ConstantWord.of(answers, tests(q).subList(0, answers.size()), Semantics.right(q));
            Fault same = Stream.concat(Faults.ALL.stream(), Stream.ofNullable(constant))
                    .filter(f -> f.suspect().name().equals(other))
                    .findFirst()
                    .orElseThrow();
            Semantics rounding = same.change().on(Semantics.right(q));
            List<Query> tests = tests(q);
            for (int i = 0; i < answers.size(); i++) {
                assertTrue(rounding != null && answers.get(i).is(rounding.answer(tests, i)), other);
            }
        }
    }

    @Test
    void namesAreUniqueAndTextsComplete() {
        Set<String> names = new HashSet<>();
        for (Fault fault : Faults.ALL) {
            Suspect suspect = fault.suspect();
            assertTrue(suspect.name().matches("[a-z0-9]+(-[a-z0-9]+)*"), suspect.name());
            assertTrue(names.add(suspect.name()), suspect.name());
            assertTrue(suspect.hint().endsWith("."), suspect.name());
            assertTrue(!suspect.description().endsWith("."), suspect.name());
        }
    }
}
