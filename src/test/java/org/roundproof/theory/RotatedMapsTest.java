package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Spectrum;

class RotatedMapsTest {
    /** To the last place, whatever the order of a product's sums. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "additive(0.3,gaussian)",
                "multiplicative(0.3,uniform)",
                "multiplicative(0.3,gaussian,shared)"
            })
    void imagesAreSymmetric(String data) throws UncoveredException {
        int d = 5;
        GaussianProblem problem = GaussianProblem.of(new Spectrum.Power(1.5), new Optimum.Power(0.5), d, 1)
                .rotated(3);
        double[] h = RotatedCovariance.of(problem).high();
        RotatedMaps maps = new RotatedMaps(h, problem.optimum(), Populations.operator(data));
        double[] image = new double[d * d];
        maps.fourth(h, image);
        assertSymmetric(image, d);
        maps.third(problem.optimum(), image);
        assertSymmetric(image, d);
    }

    private static void assertSymmetric(double[] matrix, int d) {
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(matrix[i * d + j], matrix[j * d + i], i + ", " + j);
            }
        }
    }
}
