/**
 * The engine on primitive doubles, with rounding code of its own, so that agreement with the exact engine is evidence. It
 * promises speed, not exact sums. The notes are {@code proofs-notes/process.md} and, for whole arrays,
 * {@code proofs-notes/array-kernels.md}.
 */
@NullMarked
package org.roundproof.sgd.fast;

import org.jspecify.annotations.NullMarked;
