package com.example;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.testkit.QuantizedSgdContract;
import org.roundproof.testkit.QuantizerContract;
import org.roundproof.testkit.QuantizerUnderTest;
import org.roundproof.testkit.RoundingContract;
import org.roundproof.testkit.SgdUnderTest;
import org.roundproof.testkit.StochasticRoundingContract;

/** Kernels with one mistake each, as they are made in the field. */
final class Bugs {
    private Bugs() {}

    /** A deterministic kernel with a mistake. */
    abstract static class Nearest implements RoundingContract, QuantizerContract {
        private final E4m3 kernel;

        Nearest(E4m3 kernel) {
            this.kernel = kernel;
        }

        @Override
        public QuantizerUnderTest subject() {
            return QuantizerUnderTest.deterministic("e4m3:ties-to-even", kernel::nearest)
                    .codes(kernel::code)
                    .arrays(kernel::nearest);
        }
    }

    static class DoubleRounding extends Nearest {
        DoubleRounding() {
            super(new E4m3() {
                @Override
                public double nearest(double x) {
                    return super.nearest((float) x);
                }
            });
        }
    }

    static class TiesAway extends Nearest {
        TiesAway() {
            super(new E4m3() {
                @Override
                public double nearest(double x) {
                    double ulp = ulp(x);
                    double scaled = Math.abs(x) / ulp;
                    double whole = Math.floor(scaled);
                    return finish(x, (scaled - whole >= 0.5 ? whole + 1 : whole) * ulp);
                }
            });
        }
    }

    static class Truncation extends Nearest {
        Truncation() {
            super(new E4m3() {
                @Override
                public double nearest(double x) {
                    double ulp = ulp(x);
                    return finish(x, Math.floor(Math.abs(x) / ulp) * ulp);
                }
            });
        }
    }

    static class Largest480 extends Nearest {
        Largest480() {
            super(new E4m3() {
                @Override
                protected double finish(double x, double magnitude) {
                    return Double.isNaN(x) ? Double.NaN : Math.copySign(Math.min(magnitude, 480), x);
                }
            });
        }
    }

    static class FlushedSubnormals extends Nearest {
        FlushedSubnormals() {
            super(new E4m3() {
                @Override
                public double nearest(double x) {
                    double y = super.nearest(x);
                    return Math.abs(y) < 0x1p-6 ? Math.copySign(0, x) : y;
                }
            });
        }
    }

    static class NanToLargest extends Nearest {
        NanToLargest() {
            super(new E4m3() {
                @Override
                protected double finish(double x, double magnitude) {
                    return Double.isNaN(x) ? 448 : super.finish(x, magnitude);
                }
            });
        }
    }

    static class LostSignOfZero extends Nearest {
        LostSignOfZero() {
            super(new E4m3() {
                @Override
                protected double finish(double x, double magnitude) {
                    return super.finish(x, magnitude) + 0.0;
                }
            });
        }
    }

    /** Subnormal numbers on a grid that is one bit too fine. */
    static class FineSubnormals extends Nearest {
        FineSubnormals() {
            super(new E4m3() {
                @Override
                protected double ulp(double x) {
                    return Math.scalb(1.0, Math.min(Math.max(Math.getExponent(x), -7), 8) - 3);
                }
            });
        }
    }

    /** The last elements of an array, which fill no vector, are forgotten. */
    static class ForgottenTail extends Nearest {
        ForgottenTail() {
            super(new E4m3() {
                @Override
                public double[] nearest(double[] x) {
                    double[] y = super.nearest(x);
                    System.arraycopy(x, x.length & ~7, y, x.length & ~7, x.length & 7);
                    return y;
                }
            });
        }
    }

    static class CodeWithoutSign extends Nearest {
        CodeWithoutSign() {
            super(new E4m3() {
                @Override
                public long code(double y) {
                    return y < 0 ? super.code(-y) : super.code(y);
                }
            });
        }
    }

    /** A stochastic kernel with a mistake. */
    abstract static class Stochastic implements StochasticRoundingContract, QuantizerContract {
        private final E4m3 kernel;

        Stochastic(E4m3 kernel) {
            this.kernel = kernel;
        }

        @Override
        public QuantizerUnderTest subject() {
            return Adapter.stochastic(kernel);
        }
    }

    static class FiftyFifty extends Stochastic {
        FiftyFifty() {
            super(new E4m3() {
                @Override
                protected boolean away(double fraction, Bits bits) {
                    return fraction > 0 && bits.next(0) < 0;
                }
            });
        }
    }

    static class OffByOneBit extends Stochastic {
        OffByOneBit() {
            super(new E4m3() {
                @Override
                protected boolean away(double fraction, Bits bits) {
                    return super.away(fraction, level -> bits.next(level) >>> 1);
                }
            });
        }
    }

    static class BiasOfAFewBits extends Stochastic {
        BiasOfAFewBits() {
            super(new E4m3() {
                @Override
                protected boolean away(double fraction, Bits bits) {
                    return super.away(Math.min(fraction + (fraction > 0 ? 0x1p-8 : 0), 1), bits);
                }
            });
        }
    }

    static class OneWordForAll extends Stochastic {
        OneWordForAll() {
            super(new E4m3() {
                @Override
                public double[] stochastic(double[] x, Bits[] bits) {
                    Bits[] first = bits.clone();
                    for (int i = 0; i < first.length; i++) {
                        first[i] = bits[0];
                    }
                    return super.stochastic(x, first);
                }
            });
        }
    }

    static class OwnBitsInstead extends Stochastic {
        OwnBitsInstead() {
            super(new E4m3() {
                private final SplittableRandom random = new SplittableRandom(3);

                @Override
                protected boolean away(double fraction, Bits bits) {
                    return super.away(fraction, level -> random.nextInt());
                }
            });
        }
    }

    /** A kernel with bits of its own, and a mistake. */
    abstract static class BlackBox implements StochasticRoundingContract, QuantizerContract {
        private final E4m3 kernel = new E4m3();
        private final SplittableRandom random = new SplittableRandom(2);

        abstract int next(SplittableRandom source);

        @Override
        public QuantizerUnderTest subject() {
            return QuantizerUnderTest.blackBox("e4m3:sr", x -> kernel.stochastic(x, level -> next(random)));
        }
    }

    static class EachWordTwice extends BlackBox {
        private int calls;
        private int word;

        @Override
        int next(SplittableRandom source) {
            if (calls++ % 2 == 0) {
                word = source.nextInt();
            }
            return word;
        }
    }

    static class BiasedWords extends BlackBox {
        @Override
        int next(SplittableRandom source) {
            long word = Integer.toUnsignedLong(source.nextInt()) + (1L << 24);
            return (int) Math.min(word, 0xFFFFFFFFL);
        }
    }

    /** Dither with one uniform number in place of two. */
    static class RectangularDither implements StochasticRoundingContract, QuantizerContract {
        @Override
        public QuantizerUnderTest subject() {
            return QuantizerUnderTest.stochastic(
                    "int8(step=1/16):tpdf",
                    (x, words) -> {
                        double u = (Integer.toUnsignedLong(words.word(0, 0)) + 0.5) * 0x1p-32;
                        double y = Math.floor(x * 16 + u);
                        return Double.isNaN(x) ? x : Math.max(-128, Math.min(127, y)) / 16;
                    });
        }
    }

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

    /** A training step with bits of its own, and one mistake: the word of a gradient serves all rows of the batch. */
    static class OwnBitsSharedGradient implements QuantizedSgdContract {
        private final SplittableRandom random = new SplittableRandom(4);
        private final Trainer trainer = new Trainer();

        @Override
        public SgdUnderTest subject() {
            return SgdUnderTest.blackBox(
                    TargetOperators.all(OperatorExpression.parse("e4m3:sr").resolve()), step -> {
                        int shared = random.nextInt();
                        return trainer.step(
                                step.features(),
                                step.labels(),
                                step.weights(),
                                step.stepSize(),
                                (kind, element) -> level -> kind == Trainer.Kind.GRADIENT ? shared : random.nextInt());
                    });
        }
    }

    /** A training step with bits of its own that forgets to divide by B. */
    static class OwnBitsSum implements QuantizedSgdContract {
        private final SplittableRandom random = new SplittableRandom(5);
        private final Trainer trainer = new Trainer() {
            @Override
            protected double share(int rows) {
                return 1;
            }
        };

        @Override
        public SgdUnderTest subject() {
            return SgdUnderTest.blackBox(
                    TargetOperators.all(OperatorExpression.parse("e4m3:sr").resolve()),
                    step -> trainer.step(
                            step.features(),
                            step.labels(),
                            step.weights(),
                            step.stepSize(),
                            (kind, element) -> level -> random.nextInt()));
        }
    }

    /** Half and half, where only a part of the inputs goes wrong, and with bits of its own. */
    static class FiftyFiftyInTheMiddle extends BlackBox {
        @Override
        public QuantizerUnderTest subject() {
            E4m3 kernel = new E4m3();
            SplittableRandom random = new SplittableRandom(6);
            return QuantizerUnderTest.blackBox("e4m3:sr", x -> {
                boolean middle = Math.abs(x) >= 4 && Math.abs(x) < 32;
                double half = 0.5;
                return middle
                        ? new E4m3() {
                            @Override
                            protected boolean away(double fraction, Bits bits) {
                                return fraction > 0 && super.away(half, bits);
                            }
                        }.stochastic(x, level -> random.nextInt())
                        : kernel.stochastic(x, level -> random.nextInt());
            });
        }

        @Override
        int next(SplittableRandom source) {
            return source.nextInt();
        }
    }

    /** What underflows is lost, with bits of its own. */
    static class FlushedUnderflow extends BlackBox {
        @Override
        public QuantizerUnderTest subject() {
            E4m3 kernel = new E4m3();
            SplittableRandom random = new SplittableRandom(7);
            return QuantizerUnderTest.blackBox(
                    "e4m3:sr",
                    x -> Math.abs(x) < 0x1p-9 ? Math.copySign(0, x) : kernel.stochastic(x, level -> random.nextInt()));
        }

        @Override
        int next(SplittableRandom source) {
            return source.nextInt();
        }
    }

    /** Weights are rounded for each row, with bits of its own. */
    static class OwnBitsWeightsForEachRow implements QuantizedSgdContract {
        private final SplittableRandom random = new SplittableRandom(8);
        private final Trainer trainer = new Trainer() {
            @Override
            protected double weight(double rounded, double w, int row, int column, Source source) {
                return round(w, Kind.WEIGHT, column, source);
            }
        };

        @Override
        public SgdUnderTest subject() {
            return SgdUnderTest.blackBox(
                    TargetOperators.all(OperatorExpression.parse("e4m3:sr").resolve()),
                    step -> trainer.step(
                            step.features(),
                            step.labels(),
                            step.weights(),
                            step.stepSize(),
                            (kind, element) -> level -> random.nextInt()));
        }
    }

    /** One word for all features of a row, with bits of its own. */
    static class OwnBitsWordForARow implements QuantizedSgdContract {
        private final SplittableRandom random = new SplittableRandom(9);
        private final Trainer trainer = new Trainer();

        @Override
        public SgdUnderTest subject() {
            return SgdUnderTest.blackBox(
                    TargetOperators.all(OperatorExpression.parse("e4m3:sr").resolve()), step -> {
                        int[] shared = random.ints(step.rows()).toArray();
                        return trainer.step(
                                step.features(),
                                step.labels(),
                                step.weights(),
                                step.stepSize(),
                                (kind, element) -> level -> kind == Trainer.Kind.FEATURE
                                        ? shared[element / step.columns()]
                                        : random.nextInt());
                    });
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
