package org.roundproof.theory;

import java.math.BigDecimal;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apfloat.Apfloat;
import org.apfloat.FixedPrecisionApfloatHelper;

/** Decimal arithmetic of 60 significant digits, whatever cancels: plain apfloat would forget digits at each cancellation. */
enum DecimalField implements Field<Apfloat> {
    INSTANCE;

    private static final int DIGITS = 60;
    private static final FixedPrecisionApfloatHelper FIXED = new FixedPrecisionApfloatHelper(DIGITS);

    @Override
    public Apfloat of(BigFraction value) {
        return divide(new Apfloat(value.getNumerator(), DIGITS), new Apfloat(value.getDenominator(), DIGITS));
    }

    @Override
    public Apfloat of(double value) {
        return new Apfloat(new BigDecimal(value), DIGITS);
    }

    @Override
    public Apfloat add(Apfloat a, Apfloat b) {
        return FIXED.add(a, b);
    }

    @Override
    public Apfloat subtract(Apfloat a, Apfloat b) {
        return FIXED.subtract(a, b);
    }

    @Override
    public Apfloat multiply(Apfloat a, Apfloat b) {
        return FIXED.multiply(a, b);
    }

    @Override
    public Apfloat divide(Apfloat a, Apfloat b) {
        return FIXED.divide(a, b);
    }

    @Override
    public Apfloat max(Apfloat a, Apfloat b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    @Override
    public Apfloat min(Apfloat a, Apfloat b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    @Override
    public double lower(Apfloat value) {
        return Math.nextDown(value.doubleValue());
    }

    @Override
    public double upper(Apfloat value) {
        return Math.nextUp(value.doubleValue());
    }
}
