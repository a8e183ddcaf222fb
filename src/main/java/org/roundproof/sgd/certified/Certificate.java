package org.roundproof.sgd.certified;

import java.util.List;
import org.roundproof.quantizer.Quantizer;
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

    private static final String EXACT = "exact in double";

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
        /** {@code needs 44 of 53 bits, 9 to spare}, say. */
        public String width() {
            if (bits == UNBOUNDED) {
                return "no fixed grid";
            }
            int spare = Exactness.PRECISION - bits;
            return spare >= 0
                    ? "needs " + bits + " of " + Exactness.PRECISION + " bits, " + spare + " to spare"
                    : "needs " + bits + " bits, " + -spare + " more than a double has";
        }
    }

    /**
     * The certificate of a configuration.
     *
     * @param dimension d
     */
    public static Certificate of(SgdConfiguration configuration, int dimension) {
        if (!CertifiedEngine.filters(configuration)) {
            return new Certificate(
                    List.of(new Stage("everything", UNBOUNDED, "exact arithmetic: " + CertifiedEngine.NO_FILTER)));
        }
        TargetOperators operators = configuration.operators();
        DyadicGrid data = DyadicGrid.of(operators.get(Target.DATA));
        DyadicGrid terms = data.times(DyadicGrid.ofGradients(operators));
        int sumBits = terms.bits((double) configuration.steps() * configuration.batch());
        boolean roundedWeights = operators.get(Target.PARAMETER) instanceof Quantizer;
        return new Certificate(List.of(
                dots(data.times(DyadicGrid.of(operators.get(Target.PARAMETER))), dimension, roundedWeights),
                residuals(operators),
                new Stage("sums of x·o", sumBits, sums(terms, sumBits)),
                new Stage("weights γV/B", UNBOUNDED, weights(configuration.batch(), sumBits))));
    }

    private static Stage dots(DyadicGrid products, int dimension, boolean roundedWeights) {
        int bits = products.bits(dimension);
        if (bits <= Exactness.PRECISION) {
            return new Stage("dot products", bits, EXACT);
        }
        String exact = products.known()
                ? "exact in double where Σ|x̃p| < 2^" + (Exactness.PRECISION + products.unit())
                        + ", looked at in every row; otherwise "
                : "";
        String bound = "error bound (d + 4)·2^-53·Σ|x̃p|"
                + (products.known() ? "" : " + d·2^-1022")
                + (roundedWeights ? "" : " + Σ|x̃|·(high − low) for weights between low and high");
        return new Stage("dot products", bits, exact + bound + ", filter");
    }

    private static Stage residuals(TargetOperators operators) {
        int bits = DyadicGrid.of(operators.get(Target.LABEL))
                .minus(DyadicGrid.of(operators.get(Target.ACTIVATION)))
                .bits(1);
        if (bits <= Exactness.PRECISION) {
            return new Stage("residuals", bits, EXACT);
        }
        return new Stage(
                "residuals",
                bits,
                operators.get(Target.GRADIENT) instanceof Quantizer
                        ? "difference with its exact error, filter"
                        : "must be doubles, as nothing rounds them; from the first that is none, the whole run is repeated in"
                                + " exact arithmetic");
    }

    private static String sums(DyadicGrid terms, int bits) {
        if (bits <= Exactness.PRECISION) {
            return EXACT;
        }
        String narrow = terms.known()
                ? "exact in double below 2^" + (Exactness.PRECISION + terms.unit()) + ", looked at as they grow; then "
                : "";
        return narrow + "three doubles by error-free transformations, loss looked for";
    }

    private static String weights(int batch, int sumBits) {
        String dyadic = Integer.bitCount(batch) == 1 ? "exact where γV is a double, otherwise " : "";
        String wide = sumBits <= Exactness.PRECISION
                ? ""
                : " (2^-50·|w| + 2^-52·|γr/B| for sums of three doubles, r the lower two)";
        return dyadic + "error bound 2^-51·|w|" + wide + ", filter";
    }
}
