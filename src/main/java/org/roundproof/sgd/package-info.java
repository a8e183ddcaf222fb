/**
 * The process said once: configuration, the five targets, averaging, trace, and the engine interface. No arithmetic of the
 * process happens here. The note is {@code proofs-notes/process.md}.
 */
@NullMarked
package org.roundproof.sgd;

import org.jspecify.annotations.NullMarked;
