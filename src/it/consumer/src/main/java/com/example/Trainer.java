package com.example;

/** One step of SGD for linear regression with all five tensors in E4M3, stochastically rounded. */
public class Trainer {
    /** Which tensor an element belongs to. */
    public enum Kind {
        FEATURE,
        LABEL,
        WEIGHT,
        ACTIVATION,
        GRADIENT
    }

    /** Random bits of an element. */
    public interface Source {
        E4m3.Bits bits(Kind kind, int element);
    }

    private final E4m3 format = format();

    /** The new weights. */
    public double[] step(double[] x, double[] y, double[] w, double stepSize, Source source) {
        int rows = y.length;
        int columns = w.length;
        double[] features = features(x, columns, source);
        double[] weights = new double[columns];
        for (int i = 0; i < columns; i++) {
            weights[i] = round(w[i], Kind.WEIGHT, i, source);
        }
        double[] next = w.clone();
        for (int r = 0; r < rows; r++) {
            double activation = 0;
            for (int i = 0; i < columns; i++) {
                activation += features[r * columns + i] * weight(weights[i], w[i], r, i, source);
            }
            double residual = label(y[r], r, source) - activation(activation, r, source);
            double gradient = gradient(residual, r, source);
            for (int i = 0; i < columns; i++) {
                next[i] += stepSize * share(rows) * backward(x, features, r * columns + i, source) * gradient;
            }
        }
        return next;
    }

    protected E4m3 format() {
        return new E4m3();
    }

    protected double[] features(double[] x, int columns, Source source) {
        double[] rounded = new double[x.length];
        for (int e = 0; e < x.length; e++) {
            rounded[e] = round(x[e], Kind.FEATURE, e, source);
        }
        return rounded;
    }

    /** One draw serves the whole batch. */
    protected double weight(double rounded, double w, int row, int column, Source source) {
        return rounded;
    }

    protected double label(double y, int row, Source source) {
        return round(y, Kind.LABEL, row, source);
    }

    protected double activation(double a, int row, Source source) {
        return round(a, Kind.ACTIVATION, row, source);
    }

    protected double gradient(double o, int row, Source source) {
        return round(o, Kind.GRADIENT, row, source);
    }

    protected double backward(double[] x, double[] features, int element, Source source) {
        return features[element];
    }

    protected double share(int rows) {
        return 1.0 / rows;
    }

    protected final double round(double value, Kind kind, int element, Source source) {
        return format.stochastic(value, source.bits(kind, element));
    }
}
