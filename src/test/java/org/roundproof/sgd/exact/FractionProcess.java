package org.roundproof.sgd.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apfloat.Apfloat;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Radix2;
import org.roundproof.problem.Batch;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.RandomWords;
import org.roundproof.random.WordSource;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;

/** The process once more, in rationals and as literally as possible: w itself is the state, no sums are kept. */
final class FractionProcess {
    final List<BigFraction[]> weights = new ArrayList<>();
    private final SgdConfiguration configuration;
    private final RandomWords words;
    private final int replicate;
    private final int d;

    FractionProcess(Problem problem, SgdConfiguration configuration, long seed, int replicate) {
        this.configuration = configuration;
        this.replicate = replicate;
        words = new RandomWords(seed);
        d = problem.dimension();
        BigFraction[] w = new BigFraction[d];
        Arrays.fill(w, BigFraction.ZERO);
        weights.add(w);
        for (int t = 1; t <= configuration.steps(); t++) {
            w = step(problem.batch(words, replicate, t, configuration.batch()), t, w);
            weights.add(w);
        }
    }

    private BigFraction[] step(Batch batch, int t, BigFraction[] w) {
        int b = configuration.batch();
        BigFraction[] x = operate(Target.DATA, t, fractions(batch.features()), d);
        BigFraction[] y = operate(Target.LABEL, t, fractions(batch.labels()), b);
        BigFraction[] p = operate(Target.PARAMETER, t, w, d);
        BigFraction[] u = new BigFraction[b];
        for (int r = 0; r < b; r++) {
            u[r] = BigFraction.ZERO;
            for (int i = 0; i < d; i++) {
                u[r] = u[r].add(x[r * d + i].multiply(p[i]));
            }
        }
        BigFraction[] a = operate(Target.ACTIVATION, t, u, b);
        BigFraction[] residual = new BigFraction[b];
        for (int r = 0; r < b; r++) {
            residual[r] = y[r].subtract(a[r]);
        }
        BigFraction[] o = operate(Target.GRADIENT, t, residual, b);
        BigFraction rate = BigFraction.from(configuration.stepSize()).divide(b);
        BigFraction[] next = w.clone();
        for (int i = 0; i < d; i++) {
            for (int r = 0; r < b; r++) {
                next[i] = next[i].add(rate.multiply(x[r * d + i]).multiply(o[r]));
            }
        }
        return next;
    }

    private BigFraction[] operate(Target target, int t, BigFraction[] z, int vector) {
        Operator operator = configuration.operators().get(target);
        BigFraction[] out = z.clone();
        for (int e = 0; e < z.length; e++) {
            WordSource own = words.element(target.role(), t, replicate, e);
            WordSource first = words.element(target.role(), t, replicate, e - e % vector);
            if (operator instanceof Quantizer q) {
                out[e] = BigFraction.from(q.quantize(real(z[e]), own));
            } else if (operator instanceof AdditiveModel m) {
                out[e] = z[e].add(BigFraction.from(m.scale())
                        .multiply(BigFraction.from(m.law().draw(own))));
            } else if (operator instanceof MultiplicativeModel m) {
                BigFraction zeta = BigFraction.from(m.law().draw(m.shared() ? first : own));
                out[e] =
                        z[e].multiply(BigFraction.from(m.scale()).multiply(zeta).add(1));
            }
        }
        return out;
    }

    private static ExactReal real(BigFraction value) {
        Apfloat numerator = Radix2.of(value.getNumerator(), 0);
        return value.getDenominator().signum() < 0
                ? ExactReal.ratio(numerator.negate(), value.getDenominator().negate())
                : ExactReal.ratio(numerator, value.getDenominator());
    }

    private static BigFraction[] fractions(double[] values) {
        return Arrays.stream(values).mapToObj(BigFraction::from).toArray(BigFraction[]::new);
    }

    /** (1/(N − first)) Σ_{t=first}^{N−1} w_t. */
    BigFraction[] average(int first) {
        int n = configuration.steps();
        BigFraction[] sum = new BigFraction[d];
        Arrays.fill(sum, BigFraction.ZERO);
        for (int t = first; t < n; t++) {
            for (int i = 0; i < d; i++) {
                sum[i] = sum[i].add(weights.get(t)[i]);
            }
        }
        for (int i = 0; i < d; i++) {
            sum[i] = sum[i].divide(n - first);
        }
        return sum;
    }
}
