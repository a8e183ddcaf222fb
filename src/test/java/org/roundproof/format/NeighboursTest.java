package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a sorted list of all finite values. */
class NeighboursTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "e4m3",
                "e2m1",
                "e8m0",
                "int8(step=1/64)",
                "uint4(step=3,zero=2)",
                "float(p=3,emin=-2,emax=3,subnormals=false)"
            })
    void areTheNearestValuesOnEachSide(String expression) {
        NumberFormat format = Formats.parse(expression);
        TreeSet<Double> values = new TreeSet<>();
        for (long code = 0; code < 1L << format.bits(); code++) {
            double value = format.classify(code) == ValueClass.UNUSED ? Double.NaN : format.decode(code);
            if (Double.isFinite(value)) {
                values.add(value + 0.0);
            }
        }
        for (double value : values) {
            for (double x : new double[] {value, Math.nextUp(value), Math.nextDown(value), 1.3 * value, -value}) {
                Double below = values.floor(x + 0.0);
                Double above = values.ceiling(x + 0.0);
                assertEquals(below == null ? Double.NEGATIVE_INFINITY : below, Neighbours.below(format, x), 0.0);
                assertEquals(above == null ? Double.POSITIVE_INFINITY : above, Neighbours.above(format, x), 0.0);
            }
        }
        assertEquals(Double.NaN, Neighbours.below(format, Double.NaN));
        assertEquals(Double.NaN, Neighbours.above(format, Double.NaN));
    }
}
