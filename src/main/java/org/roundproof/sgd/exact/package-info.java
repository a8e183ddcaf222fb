/**
 * The definition-shaped engine on apfloat: slow, obvious, the trust anchor. Every quantized value, sum and weight is the
 * exact real number that the definition gives. The note is {@code proofs-notes/process.md}.
 */
@NullMarked
package org.roundproof.sgd.exact;

import org.jspecify.annotations.NullMarked;
