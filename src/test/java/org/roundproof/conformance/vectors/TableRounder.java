package org.roundproof.conformance.vectors;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The roundings without words from nothing but a decode table and the note's sentences: magnitudes in a list, distances
 * compared in {@link BigDecimal}, integers rounded by {@link RoundingMode}. Shares no code with the product.
 */
final class TableRounder {
    private final JsonNode format;
    private final String rounding;
    private final String overflow;
    private final List<Entry> magnitudes = new ArrayList<>();

    private record Entry(BigDecimal value, boolean odd) {}

    /**
     * A rounder.
     *
     * @param format of the group
     * @param values value of each code, as doubles, in the order of the codes
     */
    TableRounder(JsonNode format, String rounding, String overflow, double[] values) {
        this.format = format;
        this.rounding = rounding;
        this.overflow = overflow;
        int count = has("signed") ? values.length / 2 : values.length;
        if (format.get("kind").asString().equals("float")) {
            for (int code = 0; code < count; code++) {
                if (Double.isFinite(values[code])) {
                    magnitudes.add(new Entry(new BigDecimal(values[code]), (code & 1) == 1));
                }
            }
            magnitudes.sort(Comparator.comparing(Entry::value));
        }
    }

    double round(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        boolean negative = Double.compare(x, 0.0) < 0;
        if (Double.isInfinite(x)) {
            return !has("hasZero") && negative
                    ? Double.NaN
                    : overflow.equals("sat-finite") ? end(negative) : infinity(negative);
        }
        return magnitudes.isEmpty() ? integer(new BigDecimal(x)) : real(new BigDecimal(x), negative);
    }

    /** A uniform grid: n = x/step rounded as an integer, then cut or wrapped. */
    private double integer(BigDecimal x) {
        BigDecimal step = new BigDecimal(number("step"));
        BigDecimal quotient = x.divide(step); // steps are powers of two: the division ends
        BigInteger n = rounding.equals("to-odd")
                ? odd(quotient)
                : quotient.setScale(0, mode()).toBigIntegerExact();
        BigInteger least = BigInteger.valueOf(format.get("minIndex").asLong());
        BigInteger most = BigInteger.valueOf(format.get("maxIndex").asLong());
        if (n.compareTo(least) < 0 || n.compareTo(most) > 0) {
            if (overflow.equals("wrap")) {
                n = n.subtract(least)
                        .mod(most.subtract(least).add(BigInteger.ONE))
                        .add(least);
            } else {
                boolean below = n.compareTo(least) < 0;
                return overflow.equals("ovf-inf") && (has("signed") || !below) && !stops(below)
                        ? Double.NaN
                        : end(below);
            }
        }
        return new BigDecimal(n).multiply(step).doubleValue() + 0.0;
    }

    private static BigInteger odd(BigDecimal quotient) {
        BigInteger down = quotient.setScale(0, RoundingMode.DOWN).toBigIntegerExact();
        boolean exact = new BigDecimal(down).compareTo(quotient) == 0;
        return exact || down.testBit(0) ? down : down.add(BigInteger.valueOf(quotient.signum()));
    }

    private RoundingMode mode() {
        return switch (rounding) {
            case "ties-to-even" -> RoundingMode.HALF_EVEN;
            case "ties-to-away" -> RoundingMode.HALF_UP;
            case "toward-zero" -> RoundingMode.DOWN;
            case "toward-positive" -> RoundingMode.CEILING;
            case "toward-negative" -> RoundingMode.FLOOR;
            default -> throw new IllegalArgumentException(rounding);
        };
    }

    private double real(BigDecimal x, boolean negative) {
        Entry first = magnitudes.get(0);
        if (first.value().signum() != 0 && x.compareTo(first.value()) < 0) {
            return x.signum() < 0 ? Double.NaN : first.value().doubleValue();
        }
        BigDecimal magnitude = x.abs();
        int last = magnitudes.size() - 1;
        int low = last;
        while (magnitudes.get(low).value().compareTo(magnitude) > 0) {
            low--;
        }
        Entry below = magnitudes.get(low);
        Entry above = low < last
                ? magnitudes.get(low + 1)
                : new Entry(beyond(), !magnitudes.get(last).odd());
        boolean away = low == last && magnitude.compareTo(above.value()) >= 0
                ? !List.of("toward-zero", "to-odd").contains(rounding) && !stops(negative)
                : away(magnitude, below, above, negative);
        if (!negative || has("signed")) {
            if (low == last && away) {
                return overflow.equals("ovf-inf") && !stops(negative) ? infinity(negative) : end(negative);
            }
            double result = (away ? above : below).value().doubleValue();
            return !negative ? result : result != 0 ? -result : has("negativeZero") ? -0.0 : 0.0;
        }
        return 0.0;
    }

    /** The grid point past the largest: the last gap again, or twice it where the largest begins a binade. */
    private BigDecimal beyond() {
        BigDecimal largest = magnitudes.get(magnitudes.size() - 1).value();
        BigDecimal gap = largest.subtract(magnitudes.get(magnitudes.size() - 2).value());
        boolean powerOfTwo = Math.scalb(1.0, Math.getExponent(largest.doubleValue())) == largest.doubleValue();
        return largest.add(powerOfTwo ? gap.add(gap) : gap);
    }

    private boolean away(BigDecimal magnitude, Entry below, Entry above, boolean negative) {
        if (magnitude.compareTo(below.value()) == 0) {
            return false;
        }
        int side = magnitude.subtract(below.value()).compareTo(above.value().subtract(magnitude));
        return switch (rounding) {
            case "ties-to-even" -> side > 0 || side == 0 && below.odd();
            case "ties-to-away" -> side >= 0;
            case "toward-zero" -> false;
            case "toward-positive" -> !negative;
            case "toward-negative" -> negative;
            case "to-odd" -> !below.odd();
            default -> throw new IllegalArgumentException(rounding);
        };
    }

    /** Whether an overflow stops at the largest finite value, whatever the policy. */
    private boolean stops(boolean negative) {
        return List.of("toward-zero", "to-odd", negative ? "toward-positive" : "toward-negative")
                .contains(rounding);
    }

    private double end(boolean negative) {
        return number(negative ? "minFinite" : "maxFinite");
    }

    private double number(String field) {
        return Double.parseDouble(format.get(field).asString());
    }

    private double infinity(boolean negative) {
        return has(negative ? "negativeInfinity" : "positiveInfinity")
                ? negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
                : Double.NaN;
    }

    private boolean has(String flag) {
        return format.get(flag).asBoolean();
    }
}
