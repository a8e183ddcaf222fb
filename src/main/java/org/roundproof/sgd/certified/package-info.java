/**
 * Double arithmetic that proves itself: every rounding decision is either certain in double precision or made in exact
 * arithmetic, so that a run has the bits of {@code sgd.exact} at nearly the speed of {@code sgd.fast}. What makes it
 * certain is a static bit budget, an error-free transformation or a running error bound. The note is {@code
 * proofs-notes/certified.md}.
 */
@NullMarked
package org.roundproof.sgd.certified;

import org.jspecify.annotations.NullMarked;
