package org.roundproof.benchmark;

/**
 * Round to nearest, ties to even, as textbooks write it: divide by the unit in the last place, take the floor, compare what is
 * left with one half, multiply back.
 *
 * @param precision p
 * @param minExponent emin
 * @param largest the largest finite value, at which it saturates
 */
record TextbookRounder(int precision, int minExponent, double largest) {
    double round(double x) {
        if (x == 0 || Double.isNaN(x)) {
            return x;
        }
        double magnitude = Math.abs(x);
        int exponent = Math.max(Math.getExponent(magnitude), minExponent) - precision + 1;
        double scaled = Math.scalb(magnitude, -exponent);
        double floor = Math.floor(scaled);
        double rest = scaled - floor;
        if (rest > 0.5 || (rest == 0.5 && floor % 2 != 0)) {
            floor += 1;
        }
        return Math.copySign(Math.min(Math.scalb(floor, exponent), largest), x);
    }
}
