package org.roundproof.theory;

import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.SgdConfiguration;

/**
 * The expected excess risk of quantized SGD: exact where a recursion covers the configuration, an enclosure for
 * stochastic rounding (rigorous on Gaussian designs, and on finite populations unless the proven bound of its rounding
 * grows too fast to be of use), and otherwise a refusal that names the assumption that fails.
 */
public final class ExpectedRisk {
    private ExpectedRisk() {}

    /**
     * E L(w) − L(w*) of the reported iterate, w_0 = 0, in the given convention. Independent parts run on the threads of the
     * fork-join pool that the caller runs in, or of the common one; the bits do not depend on it.
     */
    public static RiskResult of(Problem problem, SgdConfiguration configuration, RiskConvention convention) {
        if (problem instanceof GaussianProblem gaussian) {
            return gaussian.rotation().isPresent()
                    ? RotatedDesignRisk.of(gaussian, configuration, convention)
                    : ProductDesignRisk.of(gaussian, configuration, convention);
        }
        return PopulationRisk.of((FinitePopulation) problem, configuration, convention);
    }
}
