package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class DistributionTest {
    /** Points come in any order, and twice; the support ascends. */
    @Test
    void supportsAscend() {
        BigFraction quarter = BigFraction.of(1, 4);
        List<Distribution.Atom> support = new Distribution.Builder()
                .add(1, quarter)
                .add(-1, quarter)
                .add(0, quarter)
                .add(1, quarter)
                .build(BigFraction.ZERO)
                .support();
        assertEquals(
                List.of(
                        new Distribution.Atom(-1, quarter),
                        new Distribution.Atom(0, quarter),
                        new Distribution.Atom(1, BigFraction.of(1, 2))),
                support);
    }
}
