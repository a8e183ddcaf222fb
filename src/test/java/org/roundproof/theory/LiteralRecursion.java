package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;

/**
 * The recursion of the product design written out term by term (P, U, Y, X, R, G, K, K′) in rationals, with w_t's history
 * kept whole: slow, and shares no line with {@link ProductStep}.
 */
final class LiteralRecursion {
    private static final BigFraction ONE = BigFraction.ONE;

    private final ProductMoments<BigFraction> m;
    private final TargetLaws laws;
    private final BigFraction gamma;
    private final int batch;

    LiteralRecursion(ProductMoments<BigFraction> moments, TargetLaws laws, double stepSize, int batch) {
        this.m = moments;
        this.laws = laws;
        this.gamma = BigFraction.from(stepSize);
        this.batch = batch;
    }

    /** E w_i and E w_i² of the reported iterate. */
    MarginalMoments<BigFraction> run(int steps, Averaging averaging, MarginalMoments<BigFraction> initial) {
        int d = m.dimension();
        List<List<BigFraction>> mean = new ArrayList<>(List.of(initial.mean()));
        List<List<BigFraction>> second = new ArrayList<>(List.of(initial.second()));
        for (int t = 0; t < steps; t++) {
            second.add(next(second.get(t), mean.get(t)));
            List<BigFraction> mu = new ArrayList<>();
            for (int i = 0; i < d; i++) {
                mu.add(nextMean(i, mean.get(t).get(i)));
            }
            mean.add(mu);
        }
        int first = averaging.first(steps);
        int end = Math.max(steps, first + 1);
        BigFraction count = BigFraction.of(end - first);
        List<BigFraction> averageMean = new ArrayList<>();
        List<BigFraction> averageSecond = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            BigFraction sum = BigFraction.ZERO;
            BigFraction squares = BigFraction.ZERO;
            for (int t = first; t < end; t++) {
                sum = sum.add(mean.get(t).get(i));
                // E[w_s w_t] for s > t: E[w_s | w_t] by the affine mean map, from (E w_t, E w_t²)
                BigFraction product = second.get(t).get(i);
                squares = squares.add(product);
                for (int s = t + 1; s < end; s++) {
                    BigFraction c = coordinate(i).c11().multiply(coordinate(i).optimum());
                    product = product.multiply(
                                    ONE.subtract(gamma.multiply(coordinate(i).m2())))
                            .add(gamma.multiply(c).multiply(mean.get(t).get(i)));
                    squares = squares.add(product.multiply(2));
                }
            }
            averageMean.add(sum.divide(count));
            averageSecond.add(squares.divide(count).divide(count));
        }
        return new MarginalMoments<>(averageMean, averageSecond);
    }

    private CoordinateMoments<BigFraction> coordinate(int i) {
        return m.coordinates().get(i);
    }

    private BigFraction nextMean(int i, BigFraction mu) {
        CoordinateMoments<BigFraction> c = coordinate(i);
        return mu.add(gamma.multiply(c.c11().multiply(c.optimum()).subtract(c.m2().multiply(mu))));
    }

    private List<BigFraction> next(List<BigFraction> s, List<BigFraction> mu) {
        VarianceLaw l = laws.label();
        VarianceLaw p = laws.parameter();
        VarianceLaw a = laws.activation();
        VarianceLaw o = laws.gradient();
        BigFraction sumP = BigFraction.ZERO;
        BigFraction signal = BigFraction.ZERO;
        BigFraction sumX = BigFraction.ZERO;
        for (int j = 0; j < m.dimension(); j++) {
            CoordinateMoments<BigFraction> c = coordinate(j);
            BigFraction pj = p.alpha().add(ONE.add(p.beta()).multiply(s.get(j)));
            sumP = sumP.add(c.m2().multiply(pj));
            signal = signal.add(c.lambda().multiply(c.optimum()).multiply(c.optimum()));
            sumX = sumX.add(c.c11().multiply(c.optimum()).multiply(mu.get(j)));
        }
        PairFactors<BigFraction> k = m.pairs();
        List<BigFraction> next = new ArrayList<>();
        for (int i = 0; i < m.dimension(); i++) {
            CoordinateMoments<BigFraction> c = coordinate(i);
            BigFraction m2 = c.m2();
            BigFraction w = c.optimum();
            BigFraction pi = p.alpha().add(ONE.add(p.beta()).multiply(s.get(i)));
            BigFraction u = k.k22()
                    .multiply(m2)
                    .multiply(sumP)
                    .add(c.m4().subtract(k.k22().multiply(m2).multiply(m2)).multiply(pi));
            BigFraction y = m2.multiply(m.noiseVariance())
                    .add(k.k2x2().multiply(m2).multiply(signal))
                    .add(c.c22()
                            .subtract(k.k2x2().multiply(m2).multiply(c.lambda()))
                            .multiply(w)
                            .multiply(w));
            BigFraction x = k.k211()
                    .multiply(m2)
                    .multiply(sumX)
                    .add(c.c13()
                            .subtract(k.k211().multiply(m2).multiply(c.c11()))
                            .multiply(w)
                            .multiply(mu.get(i)));
            BigFraction r = y.subtract(x.multiply(2)).add(u);
            BigFraction inner = a.alpha()
                    .multiply(m2)
                    .add(a.beta().multiply(u))
                    .add(l.alpha().multiply(m2))
                    .add(l.beta().multiply(y))
                    .add(r);
            BigFraction g = o.alpha().multiply(m2).add(ONE.add(o.beta()).multiply(inner));
            BigFraction cw = c.c11().multiply(w);
            BigFraction kk = cw.multiply(cw)
                    .subtract(cw.multiply(m2).multiply(mu.get(i)).multiply(2))
                    .add(m2.multiply(m2).multiply(pi));
            if (a.shared()) {
                kk = kk.add(a.beta().multiply(m2).multiply(m2).multiply(pi));
            }
            if (l.shared()) {
                kk = kk.add(l.beta().multiply(cw).multiply(cw));
            }
            if (o.shared()) {
                kk = kk.multiply(ONE.add(o.beta()));
            }
            BigFraction weight = BigFraction.of(1, batch);
            BigFraction noise = g.multiply(weight).add(kk.multiply(ONE.subtract(weight)));
            BigFraction drift = cw.multiply(mu.get(i)).subtract(m2.multiply(s.get(i)));
            next.add(s.get(i)
                    .add(gamma.multiply(2).multiply(drift))
                    .add(gamma.multiply(gamma).multiply(noise)));
        }
        return next;
    }
}
