package org.roundproof.theory;

import java.util.List;

/**
 * E V(x) for x ~ N(0, h), V(x) = (x − lo)(hi − x) the variance of stochastic rounding between neighbours, 0 beyond the range: to a small part
 * of itself, where E Q(x)² − h is known to a small part of h only. By Gauss–Legendre on panels as in {@link GaussianPartialMoments}, with
 * both factors of V taken from the ends of the cell, so that nothing cancels. h need not be a double:
 *
 * <pre>
 * |d E V/dh| = |E[V'(x) x]|/(2h) ≤ E[(hi − lo)|x|]/(2h).
 * </pre>
 *
 * <p>Derivation: proofs-notes/spectra.md, section 1.1.
 */
final class StochasticVariance {
    /** Roundings of a term but for those of the density, nodes near ±1 included, in units of 2⁻⁵³. */
    private static final double ROUNDINGS = 1024;

    private final double sigma;
    private double sum;
    private double correction;
    private double error;
    private double slope;

    private StochasticVariance(double sigma) {
        this.sigma = sigma;
    }

    /**
     * E V.
     *
     * @param pieces of a stochastic rounding, {@link QuantizerPieces#of}
     * @param variance h &gt; 0
     */
    static Interval of(List<QuantizerPiece> pieces, Interval variance) {
        double h = variance.midpoint();
        StochasticVariance integral = new StochasticVariance(Math.sqrt(h));
        for (QuantizerPiece piece : pieces) {
            if (!(piece instanceof QuantizerPiece.Linear cell) || !integral.add(cell)) {
                break;
            }
        }
        double value = 2 * h * (integral.sum + integral.correction);
        // V ≤ ((hi − lo)/2)² ≤ x² above the first cell: beyond 38σ less than 1e-300 h
        double radius = 2 * h * (integral.error * 1.001 + 1e-300) + variance.distance(h) * integral.slope * 1.01;
        Interval mean = Interval.around(value, radius * (1 + 0x1p-40));
        return new Interval(Math.max(0, mean.lower()), mean.upper());
    }

    /** Adds one cell; false when it and all later ones lie in the tail. */
    private boolean add(QuantizerPiece.Linear cell) {
        double from = cell.from() / sigma;
        if (!(from < GaussianPartialMoments.TAIL)) {
            return false;
        }
        double gap = (cell.to() - cell.from()) / sigma;
        // a cell that ends beyond the tail is integrated up to it
        double reach = Math.min(gap, GaussianPartialMoments.TAIL + 1 - from);
        int panels = (int) Math.max(1, Math.ceil(reach / GaussianPartialMoments.PANEL));
        double width = reach / panels;
        for (int p = 0; p < panels; p++) {
            double before = p * width;
            double behind = reach < gap ? gap - (p + 1) * width : (panels - 1 - p) * width;
            addPanel(from + before, before, behind, 0.5 * width, gap);
        }
        return true;
    }

    private void addPanel(double left, double before, double behind, double half, double gap) {
        if (half == 0) {
            return;
        }
        double rho = 4 / half;
        GaussLegendre rule = GaussLegendre.of(GaussianPartialMoments.points(rho));
        double panel = 0;
        for (int j = 0; j < rule.points(); j++) {
            double low = half * (1 + rule.node(j));
            double high = half * (1 - rule.node(j));
            double z = left + low;
            double density = rule.weight(j) * half * GaussianPartialMoments.DENSITY * Math.exp(-0.5 * z * z);
            double term = density * (before + low) * (behind + high);
            panel += term;
            error += term * (ROUNDINGS + 16 * z * z) * GaussianPartialMoments.UNIT;
            slope += density * gap * z;
        }
        double factors = (before + half + 4) * (behind + half + 4);
        error += GaussianPartialMoments.remainder(rho, rule.points())
                * half
                * GaussianPartialMoments.nearbyDensity(left + half)
                * factors;
        add(panel);
    }

    /** Neumaier's compensated sum. */
    private void add(double term) {
        double next = sum + term;
        correction += sum >= term ? (sum - next) + term : (term - next) + sum;
        sum = next;
    }
}
