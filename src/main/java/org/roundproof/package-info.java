/**
 * Roundproof: verified numerics for quantized SGD in high-dimensional linear regression. This package holds what every
 * room shares, which is only the exception for unusable input. The rooms and who may use whom are stated in {@code
 * README.md} and held by the architecture test.
 */
@NullMarked
package org.roundproof;

import org.jspecify.annotations.NullMarked;
