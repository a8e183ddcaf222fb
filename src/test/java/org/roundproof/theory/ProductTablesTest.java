package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the paper's setting, to every printed digit: λ_i = i^−2, w* = 1, σ² = 1, w_0 = 0, γ = 0.1, B = 1. */
class ProductTablesTest {
    private static final DoubleField FIELD = DoubleField.INSTANCE;

    private static double additive(int d, int steps, double epsilon) {
        TargetLaws laws = ProductSetting.all(ProductSetting.law(epsilon, 0, false));
        return ProductSetting.risk(ProductSetting.additive(FIELD, d, epsilon), laws, ProductSetting.STEP, 1, steps);
    }

    private static double multiplicative(int d, int steps, double epsilon) {
        TargetLaws laws = ProductSetting.all(ProductSetting.law(0, epsilon, false));
        ProductMoments<Double> moments = ProductSetting.multiplicative(FIELD, d, epsilon, false);
        return ProductSetting.risk(moments, laws, ProductSetting.STEP, 1, steps);
    }

    private static double plain(int d, int steps) {
        return ProductSetting.risk(ProductSetting.plain(FIELD, d), TargetLaws.NONE, ProductSetting.STEP, 1, steps);
    }

    private static void assertPrinted(String expected, double value) {
        int digits = expected.length() - expected.indexOf('.') - 1;
        assertEquals(expected, String.format(Locale.ROOT, "%." + digits + "f", value));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0.166772, 1.0029, 1.0148, 1.0304, 1.0014, 1.0069, 1.0140",
        "400, 0.081573, 1.0105, 1.0527, 1.1059, 1.0016, 1.0082, 1.0169",
        "1600, 0.039374, 1.0410, 1.1972, 1.3781, 1.0018, 1.0092, 1.0192",
        "6400, 0.018406, 1.1646, 1.7161, 2.2542, 1.0019, 1.0105, 1.0229"
    })
    void steps(int n, String none, String add3, String add53, String add2, String mul3, String mul53, String mul2) {
        double base = plain(200, n);
        assertPrinted(none, base);
        assertPrinted(add3, additive(200, n, 1e-3) / base);
        assertPrinted(add53, additive(200, n, 5e-3) / base);
        assertPrinted(add2, additive(200, n, 1e-2) / base);
        assertPrinted(mul3, multiplicative(200, n, 1e-3) / base);
        assertPrinted(mul53, multiplicative(200, n, 5e-3) / base);
        assertPrinted(mul2, multiplicative(200, n, 1e-2) / base);
    }

    @ParameterizedTest
    @CsvSource({
        "50, 0.032117, 0.032869, 0.046478",
        "100, 0.036900, 0.037654, 0.051534",
        "200, 0.039374, 0.040128, 0.054261",
        "400, 0.040623, 0.041378, 0.055943",
        "1600, 0.041564, 0.042319, 0.061063",
        "6400, 0.041800, 0.042555, 1.347375"
    })
    void dimensions(int d, String none, String multiplicative, String additive) {
        assertPrinted(none, plain(d, 1600));
        assertPrinted(multiplicative, multiplicative(d, 1600, 0.01));
        assertPrinted(additive, additive(d, 1600, 0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4.020e-4, 4.020e-4",
        "4, 8.471e-5, 1.179e-4",
        "16, 2.035e-5, 5.909e-5",
        "64, 5.037e-6, 4.503e-5",
        "256, 1.256e-6, 4.156e-5"
    })
    void batchSizes(int batch, String elementwise, String shared) {
        ProductMoments<Double> moments = ProductSetting.plain(FIELD, 50);
        double base = ProductSetting.risk(moments, TargetLaws.NONE, ProductSetting.STEP, batch, 800);
        assertScientific(elementwise, activation(moments, batch, false) - base);
        assertScientific(shared, activation(moments, batch, true) - base);
    }

    private static double activation(ProductMoments<Double> moments, int batch, boolean shared) {
        TargetLaws laws = ProductSetting.activation(ProductSetting.law(0, 0.05, shared));
        return ProductSetting.risk(moments, laws, ProductSetting.STEP, batch, 800);
    }

    private static void assertScientific(String expected, double value) {
        assertEquals(expected, String.format(Locale.ROOT, "%.3e", value).replace("e-0", "e-"));
    }

    @Test
    void dataAloneIsNearlyFlatInDimension() {
        int[] dimensions = {50, 100, 200, 400, 1600, 6400};
        String[] gaps = {"0.0142", "0.0144", "0.0147", "0.0150", "0.0182", "0.85"};
        for (int k = 0; k < dimensions.length; k++) {
            int d = dimensions[k];
            double risk = ProductSetting.risk(
                    ProductSetting.additive(FIELD, d, 0.01), TargetLaws.NONE, ProductSetting.STEP, 1, 1600);
            assertPrinted(gaps[k], risk - plain(d, 1600));
        }
    }
}
