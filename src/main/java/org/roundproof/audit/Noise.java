package org.roundproof.audit;

import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;

/** The three ideal error models of level ε, with Gaussian factors as in the tables of the notes. */
enum Noise {
    ADDITIVE("additive"),
    MULTIPLICATIVE("multiplicative"),
    SHARED("multiplicative, shared");

    private final String label;

    Noise(String label) {
        this.label = label;
    }

    /** Legend entry. */
    String label() {
        return label;
    }

    /** The model of relative or absolute variance ε. */
    Operator of(double epsilon) {
        return this == ADDITIVE
                ? new AdditiveModel(epsilon, UnitLaw.GAUSSIAN)
                : new MultiplicativeModel(epsilon, UnitLaw.GAUSSIAN, this == SHARED);
    }
}
