package org.roundproof.sgd;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

/**
 * The law of w_t, exactly: d = 1, the row x = 1 with label w*, only the parameters quantized: w ← w + γ(w* − Q(w)). The weights
 * lie on the grid of spacing 1/unit; the probability of a state is a numerator over 2^(bits·t).
 */
final class ScalarProcess {
    private final Quantizer quantizer;
    private final long unit;
    private final long optimum;
    private final int shift;
    private final int bits;
    private final Map<Long, Map<Long, BigInteger>> laws = new HashMap<>();
    private Map<Long, BigInteger> states = new TreeMap<>();
    private int step;

    /**
     * @param expression the parameter quantizer, on the integers
     * @param optimum w* in units of 1/unit
     * @param unit the weights are multiples of 1/unit
     * @param shift γ = 2^−shift
     * @param start w_0 in units of 1/unit
     */
    ScalarProcess(String expression, long optimum, long unit, int shift, long start) {
        Operator operator = OperatorExpression.parse(expression).resolve();
        this.quantizer = (Quantizer) operator;
        this.unit = unit;
        this.optimum = optimum;
        this.shift = shift;
        this.bits = Long.numberOfTrailingZeros(unit);
        states.put(start, BigInteger.ONE);
    }

    void advance() {
        Map<Long, BigInteger> next = new TreeMap<>();
        states.forEach((w, weight) -> law(w).forEach((q, probability) -> {
            long move = optimum - q * unit;
            if (move % (1L << shift) != 0) {
                throw new ArithmeticException("the grid of 1/" + unit + " is too coarse");
            }
            next.merge(w + (move >> shift), weight.multiply(probability), BigInteger::add);
        }));
        states = next;
        step++;
    }

    /** P(Q(w) = q)·2^bits. */
    private Map<Long, BigInteger> law(long w) {
        return laws.computeIfAbsent(w, key -> {
            Map<Long, BigInteger> law = new TreeMap<>();
            Distribution distribution = quantizer.distribution(ExactReal.of((double) w / unit));
            for (Distribution.Atom atom : distribution.support()) {
                BigFraction scaled = atom.probability().multiply(BigInteger.ONE.shiftLeft(bits));
                if (!scaled.getDenominator().equals(BigInteger.ONE)) {
                    throw new ArithmeticException("a probability needs more than " + bits + " bits");
                }
                law.put((long) atom.value(), scaled.getNumerator());
            }
            return law;
        });
    }

    /** E w_t. */
    BigFraction mean() {
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<Long, BigInteger> state : states.entrySet()) {
            sum = sum.add(state.getValue().multiply(BigInteger.valueOf(state.getKey())));
        }
        return BigFraction.of(sum, BigInteger.ONE.shiftLeft(bits * step).multiply(BigInteger.valueOf(unit)));
    }

    /** E[(w_t − w*)²]. */
    BigFraction meanSquare() {
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<Long, BigInteger> state : states.entrySet()) {
            sum = sum.add(state.getValue()
                    .multiply(BigInteger.valueOf(state.getKey() - optimum).pow(2)));
        }
        return BigFraction.of(
                sum,
                BigInteger.ONE
                        .shiftLeft(bits * step)
                        .multiply(BigInteger.valueOf(unit).pow(2)));
    }

    /** E Q(w_t) − E w_t. */
    BigFraction meanBias() {
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<Long, BigInteger> state : states.entrySet()) {
            BigInteger bias = BigInteger.valueOf(-state.getKey()).shiftLeft(bits);
            for (Map.Entry<Long, BigInteger> atom : law(state.getKey()).entrySet()) {
                bias = bias.add(atom.getValue().multiply(BigInteger.valueOf(atom.getKey() * unit)));
            }
            sum = sum.add(state.getValue().multiply(bias));
        }
        return BigFraction.of(sum, BigInteger.ONE.shiftLeft(bits * (step + 1)).multiply(BigInteger.valueOf(unit)));
    }

    /** The only state, in units of 1/unit, of a deterministic quantizer. */
    long state() {
        if (states.size() != 1) {
            throw new IllegalStateException(states.size() + " states");
        }
        return states.keySet().iterator().next();
    }
}
