package org.roundproof.theory;

/** Which test data the risk is measured on. */
public enum RiskConvention {
    /** L(w) − L(w*) = ½‖w − w*‖²_H on unquantized test data. */
    CLEAN,
    /** ½E(Q_l(y) − ⟨w, Q_d(x)⟩)² − ½σ² on quantized test data. */
    QUANTIZED
}
