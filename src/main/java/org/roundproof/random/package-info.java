/**
 * Addressable random words (Philox4x32-10) and the doubles made from them. Words are a pure function of (seed, role, step,
 * replicate, element, use, level), so no result depends on order, threads or machines. The note is
 * {@code proofs-notes/randomness.md}.
 */
@NullMarked
package org.roundproof.random;

import org.jspecify.annotations.NullMarked;
