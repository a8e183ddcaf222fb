/**
 * Loops in explicit vector instructions, an option of the JVM's start: {@code --add-modules jdk.incubator.vector}. They give
 * the bits of the plain loops that call them; without the option nothing of them is loaded. The note is {@code
 * proofs-notes/array-kernels.md}, section 9.
 */
@NullMarked
package org.roundproof.simd;

import org.jspecify.annotations.NullMarked;
