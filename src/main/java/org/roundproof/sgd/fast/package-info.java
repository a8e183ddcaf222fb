/**
 * The engine on primitive doubles, with rounding code of its own, so that agreement with the exact engine is evidence. It promises speed, not exact sums. The note is {@code proofs-notes/process.md}.
 */
@NullMarked
package org.roundproof.sgd.fast;

import org.jspecify.annotations.NullMarked;
