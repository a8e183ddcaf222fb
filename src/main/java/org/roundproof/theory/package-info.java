/**
 * Joint moments, expected-risk recursions, enclosures, bounds and spectral distortion. It shares the specification of the
 * process with the engines, never their code. The notes are {@code proofs-notes/product-design.md} and
 * {@code proofs-notes/finite-population.md}.
 */
@NullMarked
package org.roundproof.theory;

import org.jspecify.annotations.NullMarked;
