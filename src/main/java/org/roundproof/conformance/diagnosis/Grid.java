package org.roundproof.conformance.diagnosis;

import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;

/** The stage of a rounding that finds the neighbours of a magnitude. */
@FunctionalInterface
interface Grid {
    Cell cell(ExactReal magnitude);
}
