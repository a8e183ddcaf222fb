package org.roundproof.conformance.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/** Tests of a quantizer where mistakes show: values, midpoints, what lies beside them and beyond the range, and words about the deciding one. */
final class Corners {
    private Corners() {}

    static Quantizer quantizer(String expression) {
        return (Quantizer) OperatorExpression.parse(expression).resolve();
    }

    /**
     * Some hundreds to thousands of tests, in an order that repeats for a seed.
     *
     * @param seed of the random inputs and words
     */
    static List<Query> tests(Quantizer q, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Query> tests = new ArrayList<>();
        for (double x : inputs(q.format(), random)) {
            if (q.overflow() == Overflow.WRAP && !Double.isFinite(x)) {
                continue;
            }
            if (q.rounding() instanceof Rounding.Deterministic) {
                tests.add(new Query(q, x, WordList.NONE));
            } else {
                for (int word : words(q, x, random)) {
                    tests.add(new Query(q, x, words(word, random)));
                }
            }
        }
        return tests;
    }

    private static WordList words(int word, SplittableRandom random) {
        return new WordList(
                List.of(word, random.nextInt(), random.nextInt()),
                List.of(random.nextInt(), random.nextInt(), random.nextInt()));
    }

    private static int[] words(Quantizer q, double x, SplittableRandom random) {
        if (!Double.isFinite(x)) {
            return new int[] {random.nextInt()};
        }
        long f = q.format().cell(ExactReal.of(x)).fraction().floorScaled(-32).longValueExact();
        int shift = q.rounding() instanceof Rounding.StochasticBits few ? Integer.SIZE - few.bits() : 0;
        int deciding = (int) -f >>> shift << shift;
        return new int[] {deciding, deciding - (1 << shift), random.nextInt(), random.nextInt()};
    }

    private static Set<Double> inputs(NumberFormat format, SplittableRandom random) {
        Set<Double> inputs = new LinkedHashSet<>();
        List<Double> values = values(format);
        for (double value : values) {
            around(inputs, value);
            double next = format.nextUp(value);
            if (next > value) {
                around(inputs, value + (next - value) / 2);
                inputs.add(value + (next - value) * random.nextDouble());
                inputs.add(value + (next - value) * (random.nextInt(1, 256) / 256.0));
            }
        }
        double end = format.maxFinite();
        double gap = format.cell(ExactReal.of(end)).awayFromZero().toDouble() - end;
        for (double beyond : new double[] {0.25, 0.5, 0.75, 1, 1.5, 2, 3, 10, 1000, 1e30}) {
            around(inputs, end + beyond * gap);
            around(inputs, -end - beyond * gap);
        }
        for (double part : new double[] {0x1p-60, 0.1, 0.25, 0.5, 0.75}) {
            around(inputs, part * format.smallestPositive());
            around(inputs, -part * format.smallestPositive());
        }
        inputs.addAll(List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        List<Double> shuffled = new ArrayList<>(inputs);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return new LinkedHashSet<>(shuffled);
    }

    private static List<Double> values(NumberFormat format) {
        List<Double> values = new ArrayList<>();
        long stride = Math.max(1, (1L << format.bits()) / 256);
        for (long code = 0; code < 1L << format.bits(); code += stride) {
            double value = Codes.decode(format, code);
            if (Double.isFinite(value) && format.contains(value)) {
                values.add(value);
            }
        }
        return values;
    }

    private static void around(Set<Double> inputs, double x) {
        inputs.add(x);
        inputs.add(Math.nextUp(x));
        inputs.add(Math.nextDown(x));
        inputs.add((double) Math.nextUp((float) x));
        inputs.add((double) Math.nextDown((float) x));
    }
}
