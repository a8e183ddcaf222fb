package org.roundproof.random;

/** What a random word is for; the code goes into counter word 3. */
public enum Role {
    FEATURES(0),
    LABEL_NOISE(1),
    DATA_QUANTIZER(2),
    LABEL_QUANTIZER(3),
    PARAMETER_QUANTIZER(4),
    ACTIVATION_QUANTIZER(5),
    GRADIENT_QUANTIZER(6),
    ROW_DRAW(8);

    private final int code;

    Role(int code) {
        this.code = code;
    }

    /** The role's number in the counter. */
    public int code() {
        return code;
    }
}
