package org.roundproof.quantizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/**
 * The exact distribution of a quantizer's result at one point x, overflow included: the support with rational
 * probabilities, and the mean, bias, variance and third and fourth central moments as exact fractions.
 *
 * <p>Moments are in powers of x's unit. They do not exist where Q(x) is NaN or infinite with positive probability; asking
 * for one is then an {@link InputException}.
 */
public final class Distribution {
    private final List<Atom> support;
    private final @Nullable Moments moments;
    private final String withoutMoments;

    private Distribution(List<Atom> support, @Nullable Moments moments, String withoutMoments) {
        this.support = List.copyOf(support);
        this.moments = moments;
        this.withoutMoments = withoutMoments;
    }

    /** Q(x) = value with probability 1, for an x that is NaN or infinite. */
    static Distribution ofSpecial(double value) {
        return new Distribution(
                List.of(new Atom(value, BigFraction.ONE)), null, "Q(x) − x has no moments where x is NaN or infinite");
    }

    /** A distribution without finite support whose moments do not exist. */
    static Distribution withoutMoments(String reason) {
        return new Distribution(List.of(), null, reason);
    }

    /** Density 1/step on the intervals [a₀, b₀] and [a₁, b₁], whose lengths sum to step. */
    static Distribution ofUniformPieces(
            BigFraction x, BigFraction step, BigFraction a0, BigFraction b0, BigFraction a1, BigFraction b1) {
        return new Distribution(
                List.of(),
                new Moments(x, (center, k) -> piece(a0, b0, center, k, step).add(piece(a1, b1, center, k, step))),
                "");
    }

    /** ∫_a^b (t − c)^k dt/Δ = ((b − c)^(k+1) − (a − c)^(k+1)) / ((k + 1)Δ). */
    private static BigFraction piece(BigFraction a, BigFraction b, BigFraction center, int k, BigFraction step) {
        BigFraction difference =
                b.subtract(center).pow(k + 1).subtract(a.subtract(center).pow(k + 1));
        return difference.divide(step.multiply(k + 1));
    }

    /** The same distribution with −0 in place of 0. */
    Distribution withNegativeZero() {
        List<Atom> signed = support.stream()
                .map(atom -> atom.value() == 0 ? new Atom(-0.0, atom.probability()) : atom)
                .toList();
        return new Distribution(signed, moments, withoutMoments);
    }

    /**
     * Support points with their probabilities, ascending, NaN last (empty for subtractive dither, which has no finite
     * support).
     */
    public List<Atom> support() {
        return support;
    }

    /** The probability of one value (0 if it is no support point); −0 and 0 differ, NaN equals NaN. */
    public BigFraction probability(double value) {
        return support.stream()
                .filter(atom -> Double.compare(atom.value(), value) == 0)
                .map(Atom::probability)
                .findFirst()
                .orElse(BigFraction.ZERO);
    }

    /** Whether the moments exist: x is finite and Q(x) is finite with probability 1. */
    public boolean hasMoments() {
        return moments != null;
    }

    /** E Q(x). */
    public BigFraction mean() {
        return moments().mean();
    }

    /** E Q(x) − x. */
    public BigFraction bias() {
        return moments().bias();
    }

    /** E (Q − E Q)². */
    public BigFraction variance() {
        return moments().central(2);
    }

    /** E (Q − E Q)³. */
    public BigFraction thirdCentralMoment() {
        return moments().central(3);
    }

    /** E (Q − E Q)⁴. */
    public BigFraction fourthCentralMoment() {
        return moments().central(4);
    }

    private Moments moments() {
        if (moments == null) {
            throw new InputException("the moments do not exist: " + withoutMoments
                    + "; give a finite value, or the overflow sat-finite");
        }
        return moments;
    }

    @Override
    public String toString() {
        return support.toString();
    }

    /**
     * One support point.
     *
     * @param value a double; ±∞ or NaN possible under {@code sat-propagate} and {@code ovf-inf} (then the moments do not
     *     exist)
     * @param probability exact, positive
     */
    public record Atom(double value, BigFraction probability) {}

    /** Gathers support points; equal values become one, points of probability 0 none. */
    static final class Builder {
        private final List<Atom> atoms = new ArrayList<>(3);

        Builder add(double value, BigFraction probability) {
            if (probability.signum() == 0) {
                return this;
            }
            for (int i = 0; i < atoms.size(); i++) {
                Atom atom = atoms.get(i);
                if (Double.compare(atom.value(), value) == 0) {
                    atoms.set(i, new Atom(value, atom.probability().add(probability)));
                    return this;
                }
            }
            atoms.add(new Atom(value, probability));
            return this;
        }

        Distribution build(BigFraction x) {
            atoms.sort(Comparator.comparingDouble(Atom::value));
            for (Atom atom : atoms) {
                if (!Double.isFinite(atom.value())) {
                    return new Distribution(
                            atoms, null, "Q(x) is " + atom.value() + " with probability " + atom.probability());
                }
            }
            return new Distribution(atoms, new Moments(x, this::moment), "");
        }

        /** Σ p·(v − c)^k. */
        private BigFraction moment(BigFraction center, int k) {
            BigFraction sum = BigFraction.ZERO;
            for (Atom atom : atoms) {
                BigFraction deviation = BigFraction.from(atom.value()).subtract(center);
                sum = sum.add(atom.probability().multiply(deviation.pow(k)));
            }
            return sum;
        }
    }
}
