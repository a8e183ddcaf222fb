package org.roundproof.problem;

import java.util.List;

/** A family of minimizers w*_1, w*_2, …, named in the basis of the eigenvectors. */
public sealed interface Optimum {
    /** Expression as on the command line; parsing it gives an equal optimum. */
    String expression();

    /**
     * w*_1 … w*_d.
     *
     * @throws org.roundproof.InputException where the optimum has no such dimension
     */
    double[] coordinates(int dimension);

    /**
     * Parses {@code ones}, {@code power(b)} or {@code values(file)}.
     *
     * @throws org.roundproof.InputException in one line that says what would be right
     */
    static Optimum parse(String text) {
        Call call = Call.parse("optimum", text);
        return switch (call.name()) {
            case "ones" -> {
                call.expect(0);
                yield new Ones();
            }
            case "power" -> new Power(call.number(0, 1));
            case "values" -> new Values(call.argument(0, 1), call.fileNumbers());
            default -> throw call.unknown("ones, power(b) or values(file)");
        };
    }

    /** w*_i = 1. */
    record Ones() implements Optimum {
        @Override
        public String expression() {
            return "ones";
        }

        @Override
        public double[] coordinates(int dimension) {
            return Sequences.of(dimension, i -> 1.0);
        }
    }

    /**
     * w*_i = i^−b.
     *
     * @param exponent b; may be negative
     */
    record Power(double exponent) implements Optimum {
        @Override
        public String expression() {
            return "power(" + Call.format(exponent) + ")";
        }

        @Override
        public double[] coordinates(int dimension) {
            return Checks.finite(expression(), Sequences.power(exponent, dimension));
        }
    }

    /**
     * The leading values of a list.
     *
     * @param source where they come from
     * @param list w*_1, w*_2, …
     */
    record Values(String source, List<Double> list) implements Optimum {
        public Values {
            list = List.copyOf(list);
        }

        @Override
        public String expression() {
            return "values(" + source + ")";
        }

        @Override
        public double[] coordinates(int dimension) {
            return Checks.finite(expression(), Sequences.leading(expression(), list, dimension));
        }
    }
}
