/**
 * Rounding × format × overflow, and the exact distribution of the result at a point. The decision is made on exact reals,
 * definition first. The note is {@code proofs-notes/quantizers.md}.
 */
@NullMarked
package org.roundproof.quantizer;

import org.jspecify.annotations.NullMarked;
