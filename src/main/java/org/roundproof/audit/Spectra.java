package org.roundproof.audit;

import java.util.Arrays;
import java.util.List;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Identity;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.Interval;
import org.roundproof.theory.QuantizedSpectrum;

/** The spectra that sweeps run over. */
final class Spectra {
    /** Real data, n = 442, d = 10, features standardized. */
    static final FinitePopulation DIABETES = FinitePopulation.read("builtin:diabetes", null, true);

    /** Power, exponential, logarithmic-polynomial and spiked ones, and the eigenvalues of real data. */
    static final List<Spectrum> ALL = List.of(
            new Spectrum.Power(1),
            new Spectrum.Power(1.5),
            new Spectrum.Power(2),
            new Spectrum.Power(3),
            new Spectrum.Exponential(0.1),
            new Spectrum.LogPower(1, 2),
            new Spectrum.Spiked(5, 10),
            diabetes());

    /** One of each kind. */
    static final List<Spectrum> FEW = List.of(ALL.get(2), ALL.get(4), ALL.get(5), ALL.get(7));

    private Spectra() {}

    private static Spectrum diabetes() {
        List<Double> eigenvalues = QuantizedSpectrum.of(DIABETES, new Identity()).eigenvalues().stream()
                .map(Interval::midpoint)
                .toList();
        return new Spectrum.Values("diabetes", eigenvalues);
    }

    /** λ_d of the diabetes data. */
    static double leastEigenvalue() {
        double[] eigenvalues = ALL.get(ALL.size() - 1).eigenvalues(DIABETES.dimension());
        return eigenvalues[eigenvalues.length - 1];
    }

    /** d = 50, or what the data have. */
    static int dimension(Spectrum spectrum) {
        return spectrum instanceof Spectrum.Values values ? values.list().size() : 50;
    }

    /** For tables. */
    static String name(Spectrum spectrum) {
        return spectrum instanceof Spectrum.Values values ? "eigenvalues of " + values.source() : spectrum.expression();
    }

    /** Full precision, B = 1, γ tr H = 0.15: about that of the paper's problem (a = 2, γ = 0.1), and far below the threshold. */
    static Setting setting(Spectrum spectrum, int steps) {
        int dimension = dimension(spectrum);
        double trace = Arrays.stream(spectrum.eigenvalues(dimension)).sum();
        return new Setting(spectrum, dimension, steps, 1, 0.15 / trace, TargetOperators.NONE);
    }
}
