/**
 * Which mistake an implementation makes: its answers are held against a closed list of complete wrong semantics. A rounding
 * is taken apart into the stages that implementations have, and each suspect replaces one of them. The note is
 * {@code proofs-notes/check.md}.
 */
@NullMarked
package org.roundproof.conformance.diagnosis;

import org.jspecify.annotations.NullMarked;
