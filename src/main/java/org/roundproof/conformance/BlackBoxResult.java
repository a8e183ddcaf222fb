package org.roundproof.conformance;

import java.util.List;

/**
 * What the black-box statistics say about one implementation.
 *
 * @param quantizer expression of the quantizer that it was held to
 * @param points inputs tried
 * @param drawsPerPoint draws at each
 * @param tests statistical tests made
 * @param falseAlarm bound of the probability that a right implementation fails any of them
 * @param failures what was found; empty where the implementation passed
 */
public record BlackBoxResult(
        String quantizer, int points, int drawsPerPoint, int tests, double falseAlarm, List<Failure> failures) {
    public BlackBoxResult {
        failures = List.copyOf(failures);
    }

    /** Classes of fault, in the order in which they are looked for. */
    public enum Fault {
        /** A result that the quantizer never gives at this input; certain, no statistics. */
        OFF_SUPPORT("a value outside the support"),
        /** 0 in place of −0, or the reverse; certain too. */
        ZERO_SIGN("a zero of the wrong sign"),
        /** The results have the wrong probabilities. */
        WRONG_RATE("a wrong rate"),
        /** Draws depend on earlier draws, whatever the rates are: reused, shared or cyclic random bits. */
        DEPENDENT_DRAWS("draws that depend on each other"),
        /** Neighbouring draws differ from the right means together, at inputs that come too seldom to tell why. */
        RATES_OR_DEPENDENCE("wrong rates, or draws that depend on each other");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        /** A few words for people. */
        public String text() {
            return text;
        }
    }

    /**
     * One finding.
     *
     * @param fault its class
     * @param point the input
     * @param detail what was seen and what would be right, in one line
     * @param pValue adjusted by Holm's procedure over all tests; 0 for certain faults
     */
    public record Failure(Fault fault, double point, String detail, double pValue) {}

    /** Whether nothing was found. */
    public boolean passed() {
        return failures.isEmpty();
    }

    /** Whether a fault of this class was found. */
    public boolean found(Fault fault) {
        return failures.stream().anyMatch(failure -> failure.fault() == fault);
    }

    /** One line for people. */
    public String summary() {
        String scale = " in " + tests + " tests on " + drawsPerPoint + " draws at each of " + points
                + " points (family-wise error " + falseAlarm + ")";
        if (passed()) {
            return quantizer + ": nothing found" + scale;
        }
        Failure first = failures.get(0);
        return quantizer + ": " + first.fault().text() + " at x = " + Double.toHexString(first.point()) + ", "
                + first.detail() + (failures.size() > 1 ? ", and " + (failures.size() - 1) + " more" : "") + scale;
    }
}
