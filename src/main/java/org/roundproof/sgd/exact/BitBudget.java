package org.roundproof.sgd.exact;

import java.util.Locale;
import org.roundproof.InputException;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * What exactness costs. If a true quantizer stands on the way from the weights back to them (on parameter, activation or
 * gradient), every o is a double on a fixed grid, and numbers grow by log₂(N·B) bits only. If none does, each step
 * multiplies the weights by x̃, x̃ and γ/B, and by a factor for each model on the way, so that numbers grow by
 *
 * <pre>g = 2·(53 + S) + bits(γ) + [B not a power of two] log₂ B + 106·(models on parameter, activation and gradient)</pre>
 *
 * bits a step, S = 16 for the spread of the exponents of x̃ (106 more for a model on the data). A run of N steps then takes
 * about N·B·d numbers of N·g/2 bits on average; the estimate refuses what would take minutes, before it starts.
 */
final class BitBudget {
    /** Largest N²·B·d·g/2: bits gone through in one run. */
    static final double LIMIT = 0x1p36;

    private static final int DOUBLE = 53;
    private static final int SPREAD = 16;
    private static final int MODEL = 2 * DOUBLE;

    private BitBudget() {}

    /** Bits by which the weights grow each step; 0 where they stay on a fixed grid. */
    static int growth(SgdConfiguration configuration) {
        TargetOperators operators = configuration.operators();
        int models = 0;
        for (Target target : new Target[] {Target.PARAMETER, Target.ACTIVATION, Target.GRADIENT}) {
            Operator operator = operators.get(target);
            if (operator instanceof Quantizer) {
                return 0;
            }
            models += isModel(operator) ? 1 : 0;
        }
        int feature = DOUBLE + SPREAD + (isModel(operators.data()) ? MODEL : 0);
        int batch = configuration.batch();
        int quotient = Integer.bitCount(batch) == 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(batch);
        return 2 * feature + significantBits(configuration.stepSize()) + quotient + models * MODEL;
    }

    /**
     * Holds the budget.
     *
     * @throws InputException in one line that says what would fit
     */
    static void require(SgdConfiguration configuration, int columns) {
        int growth = growth(configuration);
        double perStepSquared = 0.5 * growth * configuration.batch() * columns;
        double steps = configuration.steps();
        if (perStepSquared * steps * steps > LIMIT) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "exact engine: nothing quantizes parameter, activation or gradient, so that weights grow by %d bits a"
                            + " step, %.0f bits after %d steps; at d = %d and batch %d at most %d steps fit the budget:"
                            + " quantize one of the three, or use --engine fast",
                    growth,
                    growth * steps,
                    configuration.steps(),
                    columns,
                    configuration.batch(),
                    (long) Math.sqrt(LIMIT / perStepSquared)));
        }
    }

    private static boolean isModel(Operator operator) {
        return operator instanceof AdditiveModel || operator instanceof MultiplicativeModel;
    }

    private static int significantBits(double value) {
        long fraction = Double.doubleToRawLongBits(value) & ((1L << (DOUBLE - 1)) - 1);
        return fraction == 0 ? 1 : DOUBLE - Long.numberOfTrailingZeros(fraction);
    }
}
