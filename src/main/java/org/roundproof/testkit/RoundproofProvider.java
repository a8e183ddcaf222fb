package org.roundproof.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;

/**
 * Gives {@code @ForAll} parameters of this library's types without further annotations, and doubles with {@link CornersOf}. jqwik
 * finds it by itself; doubles without the annotation are left alone.
 */
public final class RoundproofProvider implements ArbitraryProvider {
    private static final Map<Class<?>, Supplier<Arbitrary<?>>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put(NumberFormat.class, FormatArbitraries::all);
        TYPES.put(Rounding.class, QuantizerArbitraries::roundings);
        TYPES.put(Quantizer.class, QuantizerArbitraries::all);
        TYPES.put(Spectrum.class, ProblemArbitraries::spectra);
        TYPES.put(GaussianProblem.class, ProblemArbitraries::problems);
        TYPES.put(Problem.class, ProblemArbitraries::problems);
        TYPES.put(Operator.class, ProblemArbitraries::operator);
        TYPES.put(Averaging.class, ProblemArbitraries::averaging);
        TYPES.put(TargetOperators.class, ProblemArbitraries::operators);
        TYPES.put(SgdConfiguration.class, ProblemArbitraries::configurations);
    }

    @Override
    public boolean canProvideFor(TypeUsage target) {
        return corners(target) || TYPES.keySet().stream().anyMatch(target::isOfType);
    }

    private static boolean corners(TypeUsage target) {
        return target.isAnnotated(CornersOf.class) && (target.isOfType(double.class) || target.isOfType(Double.class));
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage target, SubtypeProvider subtypes) {
        if (corners(target)) {
            String format = target.findAnnotation(CornersOf.class).orElseThrow().value();
            return Set.of(CornerDoubles.of(Formats.parse(format)));
        }
        return TYPES.entrySet().stream()
                .filter(entry -> target.isOfType(entry.getKey()))
                .findFirst()
                .map(entry -> Set.<Arbitrary<?>>of(entry.getValue().get()))
                .orElseGet(Set::of);
    }

    /** Above jqwik's own providers, which know how to make any double. */
    @Override
    public int priority() {
        return 10;
    }
}
