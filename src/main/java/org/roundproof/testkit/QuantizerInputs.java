package org.roundproof.testkit;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;

/** What the properties of quantizers draw from: inputs that the implementation takes, at the corners of its format. */
public interface QuantizerInputs extends ContractBase<QuantizerUnderTest> {
    /** Finite inputs. */
    @Provide
    default Arbitrary<Input> inputs() {
        QuantizerUnderTest subject = subject();
        NumberFormat format = subject.quantizer().format();
        return CornerDoubles.of(format)
                .map(subject::asInput)
                .filter(x -> Double.isFinite(x) && subject.takes(x))
                .map(x -> new Input(format, x));
    }

    /** Finite inputs between the least and the largest value. */
    @Provide
    default Arbitrary<Input> inputsInRange() {
        QuantizerUnderTest subject = subject();
        return inputs().filter(input -> subject.inRange(input.x()) && hasCell(input));
    }

    /** Below a smallest value where there is no zero, x is in no cell. */
    private static boolean hasCell(Input input) {
        return input.format().hasZero() || input.x() >= input.format().smallestPositive();
    }

    /** Inputs, infinities and NaN, as far as the implementation takes them. */
    @Provide
    default Arbitrary<Input> inputsOfAllKinds() {
        QuantizerUnderTest subject = subject();
        NumberFormat format = subject.quantizer().format();
        Arbitrary<Double> specials =
                Arbitraries.of(0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, inputs()),
                        Tuple.of(1, specials.filter(subject::takes).map(x -> new Input(format, x))))
                .withoutEdgeCases();
    }

    /** Inputs beyond the range. */
    @Provide
    default Arbitrary<Input> inputsBeyondTheRange() {
        QuantizerUnderTest subject = subject();
        return inputs().filter(input -> !subject.inRange(input.x()));
    }

    /** Arrays of up to 67 inputs, longer than a few vectors and no multiple of one. */
    @Provide
    default Arbitrary<List<Input>> arrays() {
        return inputsOfAllKinds().list().ofMaxSize(67);
    }

    /** Midpoints of neighbouring values, where they are inputs. */
    @Provide
    default Arbitrary<Input> ties() {
        QuantizerUnderTest subject = subject();
        NumberFormat format = subject.quantizer().format();
        int bits = Math.min(format.bits(), Long.SIZE - 1);
        return Arbitraries.longs()
                .between(0, bits == Long.SIZE - 1 ? Long.MAX_VALUE : (1L << bits) - 1)
                .filter(code -> format.classify(code) != ValueClass.UNUSED && Double.isFinite(format.decode(code)))
                .map(code -> midpoint(format, format.decode(code)))
                .filter(x -> isTie(subject, x))
                .map(x -> new Input(format, x))
                .withoutEdgeCases();
    }

    /** The midpoint of a value and the one next to it away from zero. */
    static double midpoint(NumberFormat format, double value) {
        ExactReal low = ExactReal.of(Math.abs(value));
        if (!format.hasZero() && low.signum() == 0) {
            return Double.NaN;
        }
        return Math.copySign(low.add(format.cell(low).awayFromZero()).scale(-1).toDouble(), value);
    }

    /** Whether x is a midpoint within the range, and an input. */
    static boolean isTie(QuantizerUnderTest subject, double x) {
        NumberFormat format = subject.quantizer().format();
        return Double.isFinite(x)
                && subject.asInput(x) == x
                && subject.takes(x)
                && subject.inRange(x)
                && (format.hasZero() || x >= format.smallestPositive())
                && format.cell(ExactReal.of(x)).fraction().compareTo(ExactReal.of(0.5)) == 0;
    }

    /** Finite values of a format: all of a small one, a few hundred of a large one. */
    static double[] someValues(NumberFormat format) {
        int bits = Math.min(format.bits(), Long.SIZE - 1);
        long codes = bits == Long.SIZE - 1 ? Long.MAX_VALUE : (1L << bits) - 1;
        long stride = Math.max(1, codes / 257);
        return LongStream.rangeClosed(0, codes / stride)
                .map(k -> k * stride)
                .filter(code -> format.classify(code) != ValueClass.UNUSED)
                .mapToDouble(format::decode)
                .filter(Double::isFinite)
                .toArray();
    }

    /** Two inputs in order, often next to each other. */
    @Provide
    default Arbitrary<Tuple2<Input, Input>> inputsInOrder() {
        QuantizerUnderTest subject = subject();
        Arbitrary<Boolean> near = Arbitraries.of(true, false);
        return Combinators.combine(inputs(), inputs(), near)
                .as((x, other, next) -> {
                    double y = next ? subject.nextInput(x.x()) : other.x();
                    Input second = Double.isFinite(y) && subject.takes(y) ? new Input(x.format(), y) : other;
                    return x.x() <= second.x() ? Tuple.of(x, second) : Tuple.of(second, x);
                })
                .withoutEdgeCases();
    }

    /** Every finite value of a small format, smallest magnitude first. */
    static double[] values(NumberFormat format) {
        return LongStream.range(0, 1L << format.bits())
                .filter(code -> format.classify(code) != ValueClass.UNUSED)
                .mapToDouble(format::decode)
                .filter(Double::isFinite)
                .boxed()
                .sorted((a, b) ->
                        Math.abs(a) != Math.abs(b) ? Double.compare(Math.abs(a), Math.abs(b)) : -Double.compare(a, b))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
