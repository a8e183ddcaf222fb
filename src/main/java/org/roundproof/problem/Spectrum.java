package org.roundproof.problem;

import java.util.Arrays;
import java.util.List;
import org.roundproof.InputException;

/** A family of eigenvalues λ_1, λ_2, …, computed in {@link StrictMath} so that the doubles are the same everywhere. */
public sealed interface Spectrum {
    /** Expression as on the command line, e.g. {@code power(2)}; parsing it gives an equal spectrum. */
    String expression();

    /**
     * λ_1 … λ_d.
     *
     * @throws InputException where the spectrum has no such dimension
     */
    double[] eigenvalues(int dimension);

    /**
     * Parses {@code power(a)}, {@code exponential(c)}, {@code logpower(a,b)}, {@code spiked(k,s)} or {@code values(file)}.
     *
     * @throws InputException in one line that says what would be right
     */
    static Spectrum parse(String text) {
        Call call = Call.parse("spectrum", text);
        return switch (call.name()) {
            case "power" -> new Power(call.number(0, 1));
            case "exponential" -> new Exponential(call.number(0, 1));
            case "logpower" -> new LogPower(call.number(0, 2), call.number(1, 2));
            case "spiked" -> new Spiked(call.integer(0, 2), call.number(1, 2));
            case "values" -> new Values(call.argument(0, 1), call.fileNumbers());
            default -> throw call.unknown("power(a), exponential(c), logpower(a,b), spiked(k,s) or values(file)");
        };
    }

    /**
     * λ_i = i^−a.
     *
     * @param exponent a ≥ 0
     */
    record Power(double exponent) implements Spectrum {
        public Power {
            Checks.nonNegative("exponent of power(a)", exponent);
        }

        @Override
        public String expression() {
            return "power(" + Call.format(exponent) + ")";
        }

        @Override
        public double[] eigenvalues(int dimension) {
            return Checks.positive(this, Sequences.power(exponent, dimension));
        }
    }

    /**
     * λ_i = e^(−c·i).
     *
     * @param rate c ≥ 0
     */
    record Exponential(double rate) implements Spectrum {
        public Exponential {
            Checks.nonNegative("rate of exponential(c)", rate);
        }

        @Override
        public String expression() {
            return "exponential(" + Call.format(rate) + ")";
        }

        @Override
        public double[] eigenvalues(int dimension) {
            return Checks.positive(this, Sequences.of(dimension, i -> StrictMath.exp(-rate * i)));
        }
    }

    /**
     * λ_i = i^−a·(ln(i + 1))^−b, the slowly varying spectra of benign overfitting (Bartlett, Long, Lugosi, Tsigler, PNAS
     * 2020, Theorem 6).
     *
     * @param exponent a ≥ 0
     * @param logExponent b ≥ 0
     */
    record LogPower(double exponent, double logExponent) implements Spectrum {
        public LogPower {
            Checks.nonNegative("first exponent of logpower(a,b)", exponent);
            Checks.nonNegative("second exponent of logpower(a,b)", logExponent);
        }

        @Override
        public String expression() {
            return "logpower(" + Call.format(exponent) + "," + Call.format(logExponent) + ")";
        }

        @Override
        public double[] eigenvalues(int dimension) {
            return Checks.positive(
                    this,
                    Sequences.of(
                            dimension,
                            i -> StrictMath.pow(i, -exponent) * StrictMath.pow(StrictMath.log(i + 1.0), -logExponent)));
        }
    }

    /**
     * λ_i = s for i ≤ k and 1 beyond: the spiked covariance (Johnstone, Annals of Statistics 29, 2001).
     *
     * @param spikes k ≥ 0
     * @param size s &gt; 0
     */
    record Spiked(int spikes, double size) implements Spectrum {
        public Spiked {
            Checks.nonNegative("number of spikes in spiked(k,s)", spikes);
            if (!(size > 0) || Double.isInfinite(size)) {
                throw new InputException(
                        "the size of the spikes in spiked(k,s) is " + size + "; it must be positive and finite");
            }
        }

        @Override
        public String expression() {
            return "spiked(" + spikes + "," + Call.format(size) + ")";
        }

        @Override
        public double[] eigenvalues(int dimension) {
            return Checks.positive(this, Sequences.of(dimension, i -> i <= spikes ? size : 1.0));
        }
    }

    /**
     * The leading values of a list.
     *
     * @param source where they come from
     * @param list λ_1, λ_2, …, each positive
     */
    record Values(String source, List<Double> list) implements Spectrum {
        public Values {
            list = List.copyOf(list);
        }

        @Override
        public String expression() {
            return "values(" + source + ")";
        }

        @Override
        public double[] eigenvalues(int dimension) {
            return Checks.positive(this, Sequences.leading(expression(), list, dimension));
        }

        @Override
        public String toString() {
            return expression() + Arrays.toString(list.stream().limit(4).toArray());
        }
    }
}
