package org.roundproof.theory;

import java.util.List;

/**
 * The optimum on quantized data and what it costs, enclosed: w_q* = H_q⁻¹c, c = E[x̃y]. The note is {@code
 * proofs-notes/claims/RP-07.md}.
 *
 * @param optimum w_q*, d entries
 * @param clean L(w_q*) − L(w*) = ½‖w_q* − w*‖²_H on clean test data
 * @param quantized ½E(y − ⟨w_q*, x̃⟩)² − ½σ² on quantized test data, labels unquantized
 */
public record ApproximationError(List<Interval> optimum, Interval clean, Interval quantized) {
    public ApproximationError {
        optimum = List.copyOf(optimum);
    }
}
