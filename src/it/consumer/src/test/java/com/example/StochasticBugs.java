package com.example;

import java.util.SplittableRandom;
import org.roundproof.testkit.QuantizerContract;
import org.roundproof.testkit.QuantizerUnderTest;
import org.roundproof.testkit.StochasticRoundingContract;

/** Stochastic roundings with one mistake each. */
final class StochasticBugs {
    private StochasticBugs() {}

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

    /** A kernel with bits of its own, and a mistake in either. */
    abstract static class BlackBox implements StochasticRoundingContract, QuantizerContract {
        private final E4m3 kernel;
        private final SplittableRandom random = new SplittableRandom(2);

        BlackBox(E4m3 kernel) {
            this.kernel = kernel;
        }

        int next(SplittableRandom source) {
            return source.nextInt();
        }

        @Override
        public QuantizerUnderTest subject() {
            return QuantizerUnderTest.blackBox("e4m3:sr", x -> kernel.stochastic(x, level -> next(random)));
        }
    }

    static class EachWordTwice extends BlackBox {
        private int calls;
        private int word;

        EachWordTwice() {
            super(new E4m3());
        }

        @Override
        int next(SplittableRandom source) {
            if (calls++ % 2 == 0) {
                word = source.nextInt();
            }
            return word;
        }
    }

    static class BiasedWords extends BlackBox {
        BiasedWords() {
            super(new E4m3());
        }

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

    /** Half and half, where only a part of the inputs goes wrong, and with bits of its own. */
    static class FiftyFiftyInTheMiddle extends BlackBox {
        FiftyFiftyInTheMiddle() {
            super(new E4m3() {
                @Override
                public double stochastic(double x, Bits bits) {
                    boolean middle = Math.abs(x) >= 4 && Math.abs(x) < 32;
                    double ulp = ulp(x);
                    double whole = Math.floor(Math.abs(x) / ulp);
                    return middle && whole * ulp != Math.abs(x)
                            ? finish(x, (bits.next(0) < 0 ? whole : whole + 1) * ulp)
                            : super.stochastic(x, bits);
                }
            });
        }
    }

    /** What underflows is lost, with bits of its own. */
    static class FlushedUnderflow extends BlackBox {
        FlushedUnderflow() {
            super(new E4m3() {
                @Override
                public double stochastic(double x, Bits bits) {
                    return Math.abs(x) < 0x1p-9 ? Math.copySign(0, x) : super.stochastic(x, bits);
                }
            });
        }
    }
}
