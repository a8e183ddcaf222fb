package com.example;

import org.roundproof.testkit.QuantizerContract;
import org.roundproof.testkit.QuantizerUnderTest;
import org.roundproof.testkit.RoundingContract;

/** Roundings without random words with one mistake each, as they are made in the field. */
final class NearestBugs {
    private NearestBugs() {}

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
}
