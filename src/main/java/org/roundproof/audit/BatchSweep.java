package org.roundproof.audit;

import java.util.List;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.quantizer.Operator;
import org.roundproof.sgd.Target;

/**
 * What one target's noise adds to the expected clean excess risk, against the batch size: λ_i = i^−2, w* = 1, σ² = 1, γ = 0.1,
 * d = 50, N = 800.
 */
final class BatchSweep {
    /** B. */
    static final List<Integer> BATCHES = List.of(1, 4, 16, 64, 256, 1024);

    /** The setting, for captions. */
    static final String CAPTION =
            "$\\lambda_i = i^{-2}$, $w^* = 1$, $\\sigma^2 = 1$, $\\gamma = 0.1$, $d = 50$, $N = 800$";

    private static final Setting BASE = Setting.paper(50, 800);

    private BatchSweep() {}

    /** Extra excess risk at each batch size. */
    static double[] extra(Target target, Operator operator) {
        Setting noisy = BASE.with(BASE.operators().with(target, operator));
        return Parallel.map(BATCHES.size(), i -> {
                    int batch = BATCHES.get(i);
                    return noisy.withBatch(batch).risk() - BASE.withBatch(batch).risk();
                })
                .stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Exponent of B between the last two batch sizes: log(extra ratio)/log(batch ratio). */
    static double exponent(double[] extra) {
        int last = extra.length - 1;
        return Math.log(extra[last] / extra[last - 1]) / Math.log((double) BATCHES.get(last) / BATCHES.get(last - 1));
    }

    /** A curve of extra risk. */
    static Series series(String name, Style style, double[] extra) {
        return new Series(name, style, BATCHES.stream().mapToDouble(b -> b).toArray(), extra, new double[0]);
    }

    /** The curves on log scales. */
    static Plot plot(String id, String caption, List<Series> series) {
        return new Plot(
                id,
                caption + ": " + CAPTION,
                new Axis("batch size B", true),
                new Axis("extra excess risk", true),
                series);
    }
}
