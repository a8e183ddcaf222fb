package org.roundproof.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.roundproof.Effort;

class GaussiansTest {
    /** The check values of the paper: normal deviates of 0.25, 0.001 and 10⁻²⁰. */
    @Test
    void givesTheKnownValuesOfAs241() {
        assertEquals(-0.6744897501960817, Gaussians.quantile(0.25), 2e-16);
        assertEquals(-3.090232306167814, Gaussians.quantile(0.001), 1e-15);
        assertEquals(-9.262340089798408, Gaussians.quantile(1e-20), 4e-15);
    }

    /** On the uniforms that are drawn: central, both tails, the extreme ones. */
    @Test
    void agreesWithCommonsStatistics() {
        NormalDistribution peer = NormalDistribution.of(0, 1);
        RandomWords words = new RandomWords(241);
        double worst = 0;
        for (int i = 0; i < Effort.scaled(100_000); i++) {
            double u = Uniforms.draw(words.element(Role.FEATURES, 1, 0, i));
            if (i % 4 == 0) {
                u = StrictMath.scalb(u, -(i % 52)); // every binade of the lower tail
            }
            double expected = peer.inverseCumulativeProbability(u);
            worst = Math.max(worst, Math.abs(Gaussians.quantile(u) / expected - 1));
        }
        double smallest = 0x1p-53;
        worst = Math.max(
                worst, Math.abs(Gaussians.quantile(smallest) / peer.inverseCumulativeProbability(smallest) - 1));
        assertTrue(worst <= 1e-15, "relative difference " + worst);
    }

    @Test
    void isOddAroundOneHalf() {
        RandomWords words = new RandomWords(3);
        for (int i = 0; i < Effort.scaled(20_000); i++) {
            double u = Uniforms.draw(words.element(Role.FEATURES, 1, 0, i));
            assertEquals(Gaussians.quantile(u), -Gaussians.quantile(1 - u));
        }
    }

    @Test
    void endsOfTheRange() {
        assertEquals(Double.NEGATIVE_INFINITY, Gaussians.quantile(0));
        assertEquals(Double.POSITIVE_INFINITY, Gaussians.quantile(1));
        assertEquals(Double.NaN, Gaussians.quantile(-0.1));
        assertEquals(Double.NaN, Gaussians.quantile(1.1));
        assertEquals(Double.NaN, Gaussians.quantile(Double.NaN));
        assertEquals(0.0, Gaussians.quantile(0.5));
        assertEquals(8.209536151601386, Gaussians.quantile(1 - 0x1p-53), 4e-15);
    }

    @Test
    void bulkDrawsAreTheSingleDraws() {
        RandomWords words = new RandomWords(-5);
        for (long first : new long[] {0, 3, 1 << 20}) {
            double[] normals = new double[700];
            double[] uniforms = new double[700];
            Gaussians.fill(words, Role.LABEL_NOISE, 11, 2, first, normals);
            Uniforms.fill(words, Role.LABEL_NOISE, 11, 2, first, uniforms);
            for (int i = 0; i < normals.length; i++) {
                WordSource element = words.element(Role.LABEL_NOISE, 11, 2, first + i);
                assertEquals(Gaussians.draw(element), normals[i]);
                assertEquals(Uniforms.draw(element), uniforms[i]);
            }
        }
    }
}
