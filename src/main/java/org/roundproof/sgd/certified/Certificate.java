package org.roundproof.sgd.certified;

import java.util.List;
import java.util.Locale;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * What makes a certified run exact, known before it starts: for each kind of number that the process computes, how many
 * bits it can need, and how its rounding decisions are made certain. The proofs are in {@code proofs-notes/certified.md}.
 *
 * @param stages dot products, residuals, sums and weights, in this order; one stage alone where the whole run is in exact
 *     arithmetic
 */
public record Certificate(List<Stage> stages) {
    /** No number of bits is known beforehand. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    public Certificate {
        stages = List.copyOf(stages);
    }

    /**
     * One kind of number.
     *
     * @param name what is computed
     * @param bits width that suffices for every value, from the lowest bit of the grid to the highest of the range; {@link
     *     #UNBOUNDED} where there is no grid
     * @param method how it is computed and decided
     */
    public record Stage(String name, int bits, String method) {
        /** {@code needs 44 of 53 bits}, say. */
        public String width() {
            return bits == UNBOUNDED ? "no fixed grid" : "needs " + bits + " of " + Exactness.PRECISION + " bits";
        }
    }

    /**
     * The certificate of a configuration.
     *
     * @param dimension d
     */
    public static Certificate of(SgdConfiguration configuration, int dimension) {
        if (!CertifiedEngine.filters(configuration)) {
            return new Certificate(List.of(new Stage(
                    "everything",
                    UNBOUNDED,
                    "exact arithmetic: an ideal model, or no quantizer on parameter, activation and gradient")));
        }
        TargetOperators operators = configuration.operators();
        Grid data = Grid.of(operators.get(Target.DATA));
        Grid gradient = Grid.of(operators.get(Target.GRADIENT));
        return new Certificate(List.of(
                dots(data.times(Grid.of(operators.get(Target.PARAMETER))), dimension),
                residuals(Grid.of(operators.get(Target.LABEL)), Grid.of(operators.get(Target.ACTIVATION))),
                sums(data.times(gradient), (double) configuration.steps() * configuration.batch()),
                weights(configuration)));
    }

    private static Stage dots(Grid products, int dimension) {
        int bits = bits(products, dimension);
        String method = bits <= Exactness.PRECISION
                ? "exact in double"
                : (products.known()
                                ? String.format(
                                        Locale.ROOT,
                                        "exact in double where Σ|x̃p| ≤ 2^%d, looked at in every row; otherwise ",
                                        Exactness.PRECISION + products.unit())
                                : "")
                        + "error bound (d + 4)·2^-53·Σ|x̃p|, filter";
        return new Stage("dot products", bits, method);
    }

    private static Stage residuals(Grid labels, Grid activations) {
        boolean known = labels.known() && activations.known();
        Grid both = new Grid(
                known,
                Math.min(labels.unit(), activations.unit()),
                Exactness.PRECISION,
                labels.largest() + activations.largest());
        int bits = bits(both, 1);
        return new Stage(
                "residuals",
                bits,
                bits <= Exactness.PRECISION ? "exact in double" : "difference with its exact error, filter");
    }

    private static Stage sums(Grid terms, double count) {
        int bits = bits(terms, count);
        String method = bits <= Exactness.PRECISION
                ? "exact in double"
                : (terms.known()
                                ? String.format(
                                        Locale.ROOT,
                                        "exact in double up to 2^%d, looked at as they grow; then ",
                                        Exactness.PRECISION + terms.unit())
                                : "")
                        + "three doubles by error-free transformations, loss looked for";
        return new Stage("sums of x·o", bits, method);
    }

    private static Stage weights(SgdConfiguration configuration) {
        boolean dyadic = Integer.bitCount(configuration.batch()) == 1;
        return new Stage(
                "weights γV/B",
                UNBOUNDED,
                dyadic
                        ? "exact where γV is a double, otherwise error bound 2^-51·|w|, filter"
                        : "error bound 2^-51·|w|, filter");
    }

    /** ⌈log₂(count·largest)⌉ − unit, at least 1. */
    private static int bits(Grid grid, double count) {
        double most = count * grid.largest();
        if (!grid.known() || !(most <= Double.MAX_VALUE)) {
            return UNBOUNDED;
        }
        int exponent = Math.getExponent(most);
        int ceiling = most == Math.scalb(1.0, exponent) ? exponent : exponent + 1;
        return Math.max(1, ceiling - grid.unit());
    }
}
