package com.example;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.roundproof.testkit.QuantizedSgdContract;
import org.roundproof.testkit.SgdStep;
import org.roundproof.testkit.SgdUnderTest;

/** Training steps with one mistake each. */
final class TrainingBugs {
    private TrainingBugs() {}

    /** A training step with a mistake. */
    abstract static class Training implements QuantizedSgdContract {
        private final Trainer trainer;

        Training(Trainer trainer) {
            this.trainer = trainer;
        }

        @Override
        public SgdUnderTest subject() {
            return Adapter.trainer(trainer);
        }
    }

    static class SharedGradientBits extends Training {
        SharedGradientBits() {
            super(new Trainer() {
                @Override
                protected double gradient(double o, int row, Source source) {
                    return round(o, Kind.GRADIENT, 0, source);
                }
            });
        }
    }

    static class SharedLabelBits extends Training {
        SharedLabelBits() {
            super(new Trainer() {
                @Override
                protected double label(double y, int row, Source source) {
                    return round(y, Kind.LABEL, 0, source);
                }
            });
        }
    }

    static class WeightsRoundedForEachRow extends Training {
        WeightsRoundedForEachRow() {
            super(new Trainer() {
                @Override
                protected double weight(double rounded, double w, int row, int column, Source source) {
                    return round(w, Kind.WEIGHT, column + row, source);
                }
            });
        }
    }

    static class SumInPlaceOfMean extends Training {
        SumInPlaceOfMean() {
            super(new Trainer() {
                @Override
                protected double share(int rows) {
                    return 1;
                }
            });
        }
    }

    static class UnroundedActivations extends Training {
        UnroundedActivations() {
            super(new Trainer() {
                @Override
                protected double activation(double a, int row, Source source) {
                    return a;
                }
            });
        }
    }

    /** Clean features in the backward pass. */
    static class CleanBackward extends Training {
        CleanBackward() {
            super(new Trainer() {
                @Override
                protected double backward(double[] x, double[] features, int element, Source source) {
                    return x[element];
                }
            });
        }
    }

    /** Features on a uniform grid: errors that do not grow with the feature. */
    static class UniformFeatures extends Training {
        UniformFeatures() {
            super(new Trainer() {
                @Override
                protected double[] features(double[] x, int columns, Source source) {
                    double[] rounded = new double[x.length];
                    for (int e = 0; e < x.length; e++) {
                        double scaled = x[e] * 8;
                        double whole = Math.floor(scaled);
                        double u = Integer.toUnsignedLong(source.bits(Kind.FEATURE, e).next(0)) * 0x1p-32;
                        rounded[e] = (scaled - whole + u >= 1 ? whole + 1 : whole) / 8;
                    }
                    return rounded;
                }
            });
        }
    }

    /** The random words of the features by columns. */
    static class WordsByColumn extends Training {
        WordsByColumn() {
            super(new Trainer() {
                @Override
                protected double[] features(double[] x, int columns, Source source) {
                    int rows = x.length / columns;
                    double[] rounded = new double[x.length];
                    for (int e = 0; e < x.length; e++) {
                        rounded[e] = round(x[e], Kind.FEATURE, e % columns * rows + e / columns, source);
                    }
                    return rounded;
                }
            });
        }
    }

    /** Weights kept in float between the steps. */
    static class FloatWeights extends Training {
        FloatWeights() {
            super(new Trainer() {
                @Override
                public double[] step(double[] x, double[] y, double[] w, double stepSize, Source source) {
                    double[] next = super.step(x, y, w, stepSize, source);
                    for (int i = 0; i < next.length; i++) {
                        next[i] = (float) next[i];
                    }
                    return next;
                }
            });
        }
    }

    /** A step that remembers the one before. */
    static class HiddenMomentum extends Training {
        HiddenMomentum() {
            super(new Trainer() {
                private double[] last = {};
                private double[] update = {};

                @Override
                public double[] step(double[] x, double[] y, double[] w, double stepSize, Source source) {
                    double[] next = super.step(x, y, w, stepSize, source);
                    boolean goesOn = Arrays.equals(w, last);
                    double[] now = new double[w.length];
                    for (int i = 0; i < w.length; i++) {
                        next[i] += goesOn ? update[i] / 16 : 0;
                        now[i] = next[i] - w[i];
                    }
                    update = now;
                    last = next.clone();
                    return next;
                }
            });
        }
    }

    /** A training step with bits of its own, and a mistake in either. */
    abstract static class OwnBits implements QuantizedSgdContract {
        private final Trainer trainer;
        private final SplittableRandom random = new SplittableRandom(4);

        OwnBits(Trainer trainer) {
            this.trainer = trainer;
        }

        Trainer.Source bits(SgdStep step, SplittableRandom source) {
            return (kind, element) -> level -> source.nextInt();
        }

        @Override
        public SgdUnderTest subject() {
            return Adapter.blackBox(trainer, step -> bits(step, random));
        }
    }

    /** The word of a gradient serves all rows of the batch. */
    static class OwnBitsSharedGradient extends OwnBits {
        OwnBitsSharedGradient() {
            super(new Trainer());
        }

        @Override
        Trainer.Source bits(SgdStep step, SplittableRandom source) {
            int shared = source.nextInt();
            return (kind, element) -> level -> kind == Trainer.Kind.GRADIENT ? shared : source.nextInt();
        }
    }

    /** The sum of the batch in place of its mean. */
    static class OwnBitsSum extends OwnBits {
        OwnBitsSum() {
            super(new Trainer() {
                @Override
                protected double share(int rows) {
                    return 1;
                }
            });
        }
    }

    /** Weights are rounded for each row. */
    static class OwnBitsWeightsForEachRow extends OwnBits {
        OwnBitsWeightsForEachRow() {
            super(new Trainer() {
                @Override
                protected double weight(double rounded, double w, int row, int column, Source source) {
                    return round(w, Kind.WEIGHT, column, source);
                }
            });
        }
    }

    /** One word for all features of a row. */
    static class OwnBitsWordForARow extends OwnBits {
        OwnBitsWordForARow() {
            super(new Trainer());
        }

        @Override
        Trainer.Source bits(SgdStep step, SplittableRandom source) {
            int[] shared = source.ints(step.rows()).toArray();
            return (kind, element) -> level ->
                    kind == Trainer.Kind.FEATURE ? shared[element / step.columns()] : source.nextInt();
        }
    }

    /** Half and half in every rounding of a step. */
    static class FiftyFiftyStep extends Training {
        FiftyFiftyStep() {
            super(new Trainer() {
                @Override
                protected E4m3 format() {
                    return new E4m3() {
                        @Override
                        protected boolean away(double fraction, Bits bits) {
                            return fraction > 0 && bits.next(0) < 0;
                        }
                    };
                }
            });
        }
    }

    /** A rounding of a step that is off by one word of 2^32. */
    static class OffByOneWord extends Training {
        OffByOneWord() {
            super(new Trainer() {
                @Override
                protected E4m3 format() {
                    return new E4m3() {
                        @Override
                        protected boolean away(double fraction, Bits bits) {
                            return fraction * 0x1p32 + Integer.toUnsignedLong(bits.next(0)) > 0x1p32;
                        }
                    };
                }
            });
        }
    }
}
