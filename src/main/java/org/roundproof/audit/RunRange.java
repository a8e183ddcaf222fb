package org.roundproof.audit;

import org.roundproof.sgd.Target;

/**
 * The range R that data set: the median of the largest magnitude that a run of full precision puts into a target, N steps of B rows from
 * w_0 = 0. Labels and features are Gaussian, and R is exact. Activations and output gradients are Gaussian given w, with a variance that
 * moves; R is that of N·B Gaussians of the largest variance, ‖w_t‖²_H or σ² + ‖w_t − w*‖²_H in expectation. (Gradients start as labels, at
 * w_0 = 0, and become smaller.) Weights have R = max |E w_{t,i}| + q·sd, q the median of the largest of N·d standard Gaussians.
 */
final class RunRange {
    private RunRange() {}

    /** R of one target. */
    static double of(Setting setting, Target target) {
        double rows = (double) setting.steps() * setting.batch();
        return switch (target) {
            case DATA -> RealFormats.range(setting.problem().eigenvalues(), rows);
            case LABEL -> gaussian(TrueFormatRates.labelVariance(setting), rows);
            case PARAMETER, ACTIVATION, GRADIENT -> moving(setting, target, rows);
        };
    }

    private static double gaussian(double variance, double count) {
        return RealFormats.range(new double[] {variance}, count);
    }

    private static double moving(Setting setting, Target target, double rows) {
        double[] lambda = setting.problem().eigenvalues();
        double[] optimum = setting.problem().optimum();
        double noise = setting.problem().noiseVariance();
        double quantile = gaussian(1, setting.steps() * (double) lambda.length);
        double[] forcing = new double[lambda.length];
        for (int i = 0; i < lambda.length; i++) {
            forcing[i] = setting.stepSize() * setting.stepSize() / setting.batch() * lambda[i] * noise;
        }
        ErrorMoments error = new ErrorMoments(setting, optimum);
        double largest = 0;
        double weight = 0;
        for (int t = 0; t < setting.steps(); t++) {
            double energy = 0;
            for (int i = 0; i < lambda.length; i++) {
                double mean = error.mean(i) + optimum[i];
                double variance = Math.max(0, error.second(i) - error.mean(i) * error.mean(i));
                energy += lambda[i] * (mean * mean + variance);
                weight = Math.max(weight, Math.abs(mean) + quantile * Math.sqrt(variance));
            }
            largest = Math.max(largest, target == Target.ACTIVATION ? energy : noise + error.energy());
            error.step(forcing);
        }
        return target == Target.PARAMETER ? weight : gaussian(largest, rows);
    }
}
