package org.roundproof.conformance.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.conformance.Query;
import org.roundproof.quantizer.Quantizer;

/** The stages put together without a fault are the quantizer. */
class SemanticsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "e4m3:ties-to-even",
                "e4m3:ties-to-away:ovf-inf",
                "e4m3:toward-zero:ovf-inf",
                "e5m2:toward-positive:ovf-inf",
                "e5m2:toward-negative:sat-propagate",
                "e4m3fnuz:to-odd",
                "e2m1:sr(8)",
                "e2m1:sr(4,floor)",
                "e5m2:sr(5,half):ovf-inf",
                "e4m3:sr(8,odd)",
                "e4m3:sr",
                "e8m0:ties-to-even",
                "p3109(8,3,u,e):ties-to-even:ovf-inf",
                "p3109(6,2,s,f):sr(3)",
                "float(p=3,emin=-3,emax=3,subnormals=false):ties-to-even",
                "binary16:sr(16):ovf-inf",
                "bfloat16:ties-to-even:ovf-inf",
                "int8(step=1/64):ties-to-even",
                "int8(step=0x1.999999999p-4):ties-to-even",
                "int4(step=1,symmetric=true):ties-to-away",
                "uint8(step=1/8,zero=129):sr(8):sat-propagate",
                "fixed(integer=3,fraction=4):ties-to-even:wrap",
                "int8(step=1/4):tpdf",
                "uint4(step=1,zero=7):tpdf:ovf-inf",
                "int8(step=1/4):subtractive"
            })
    void withoutAFaultTheStagesAreTheQuantizer(String expression) {
        Quantizer q = Corners.quantizer(expression);
        List<Query> tests = Corners.tests(q, 1);
        Semantics right = Semantics.right(q);
        for (int i = 0; i < tests.size(); i++) {
            Query test = tests.get(i);
            assertEquals(test.answer(), right.answer(tests, i), test::id);
        }
    }
}
