package org.roundproof.testkit;

/** The claims of {@code proofs-notes/ledger.md} that an implementation can be held to. */
enum ClaimUnderTest {
    RP_01("stochastic rounding is unbiased inside the range, with the exact rate"),
    RP_02("the variance of stochastic rounding is (x − lo)(hi − x)"),
    RP_03("triangular dither has mean x and variance Δ²/4"),
    RP_04("every value is rounded exactly once, by the rule of its specification"),
    RP_06("multiplicative data error does not distort the spectrum"),
    RP_08("label, activation and gradient noise falls as 1/B"),
    RP_10("parameter noise is shared by the batch and keeps a floor in B"),
    RP_18("the process is that of the exact engine, along whole trajectories");

    private final String statement;

    ClaimUnderTest(String statement) {
        this.statement = statement;
    }

    /** As in the ledger. */
    String id() {
        return name().replace('_', '-');
    }

    String statement() {
        return statement;
    }
}
