package org.roundproof.sgd.fast;

import org.roundproof.random.WordSource;

/** The definition: one element after another. */
record ElementKernel() implements ArrayKernel {
    @Override
    public void round(
            FastRounder rounder, double[] in, double[] out, int length, int[] first, int[] second, TensorWords more) {
        Cursor cursor = new Cursor(more);
        int words = rounder.words();
        for (int i = 0; i < length; i++) {
            cursor.element = i;
            out[i] = rounder.round(in[i], words > 0 ? first[i] : 0, words > 1 ? second[i] : 0, cursor);
        }
    }

    /** The words of the element that the loop stands at. */
    private static final class Cursor implements WordSource {
        private final TensorWords words;
        private int element;

        Cursor(TensorWords words) {
            this.words = words;
        }

        @Override
        public int word(int use, int level) {
            return words.word(element, use, level);
        }
    }
}
