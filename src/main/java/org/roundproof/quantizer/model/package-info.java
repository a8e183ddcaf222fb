/**
 * The paper's ideal error models: additive, and multiplicative either elementwise or shared. They are models, not
 * quantizers: their results lie on no grid. The note is {@code proofs-notes/quantizers.md}.
 */
@NullMarked
package org.roundproof.quantizer.model;

import org.jspecify.annotations.NullMarked;
