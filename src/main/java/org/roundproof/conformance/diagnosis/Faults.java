package org.roundproof.conformance.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** Every fault, the likelier first where two can look alike. */
final class Faults {
    static final List<Fault> ALL = Stream.of(
                    NearestFaults.ALL,
                    DirectedFaults.ALL,
                    InputFaults.ALL,
                    SubnormalFaults.ALL,
                    RangeFaults.ALL,
                    OverflowFaults.ALL,
                    SpecialFaults.ALL,
                    ZeroFaults.ALL,
                    StochasticFaults.ALL,
                    FewBitsFaults.ALL,
                    WordFaults.ALL,
                    DitherFaults.ALL,
                    UniformFaults.ALL,
                    ExponentFaults.ALL)
            .flatMap(List::stream)
            .toList();

    private Faults() {}
}
