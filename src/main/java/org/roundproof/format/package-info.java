/**
 * Which reals exist: floating-point, integer, fixed-point and power formats, their code points, the grid cell around a real,
 * and the named registry. Everything here is exact; no rounding is decided in this room. The note is
 * {@code proofs-notes/formats.md}.
 */
@NullMarked
package org.roundproof.format;

import org.jspecify.annotations.NullMarked;
