package org.roundproof.random;

/**
 * Standard normal doubles: the inverse of the normal distribution function at a centred uniform.
 *
 * <p>Source: M. J. Wichura, <i>Algorithm AS 241: The percentage points of the normal distribution</i>, Applied Statistics
 * 37 (1988) 477–484, routine PPND16; its relative error is about 1 part in 10^16. Only +, −, ×, ÷, {@link StrictMath#sqrt}
 * and {@link StrictMath#log} (fdlibm's) are used, in the order written here, so the doubles are the same everywhere.
 */
public final class Gaussians {
    private static final double SPLIT_CENTRE = 0.425;
    private static final double SPLIT_TAIL = 5.0;
    private static final double CENTRE = 0.180625;
    private static final double TAIL = 1.6;

    private static final double A0 = 3.3871328727963666080;
    private static final double A1 = 1.3314166789178437745e+2;
    private static final double A2 = 1.9715909503065514427e+3;
    private static final double A3 = 1.3731693765509461125e+4;
    private static final double A4 = 4.5921953931549871457e+4;
    private static final double A5 = 6.7265770927008700853e+4;
    private static final double A6 = 3.3430575583588128105e+4;
    private static final double A7 = 2.5090809287301226727e+3;
    private static final double B1 = 4.2313330701600911252e+1;
    private static final double B2 = 6.8718700749205790830e+2;
    private static final double B3 = 5.3941960214247511077e+3;
    private static final double B4 = 2.1213794301586595867e+4;
    private static final double B5 = 3.9307895800092710610e+4;
    private static final double B6 = 2.8729085735721942674e+4;
    private static final double B7 = 5.2264952788528545610e+3;

    private static final double C0 = 1.42343711074968357734;
    private static final double C1 = 4.63033784615654529590;
    private static final double C2 = 5.76949722146069140550;
    private static final double C3 = 3.64784832476320460504;
    private static final double C4 = 1.27045825245236838258;
    private static final double C5 = 2.41780725177450611770e-1;
    private static final double C6 = 2.27238449892691845833e-2;
    private static final double C7 = 7.74545014278341407640e-4;
    private static final double D1 = 2.05319162663775882187;
    private static final double D2 = 1.67638483018380384940;
    private static final double D3 = 6.89767334985100004550e-1;
    private static final double D4 = 1.48103976427480074590e-1;
    private static final double D5 = 1.51986665636164571966e-2;
    private static final double D6 = 5.47593808499534494600e-4;
    private static final double D7 = 1.05075007164441684324e-9;

    private static final double E0 = 6.65790464350110377720;
    private static final double E1 = 5.46378491116411436990;
    private static final double E2 = 1.78482653991729133580;
    private static final double E3 = 2.96560571828504891230e-1;
    private static final double E4 = 2.65321895265761230930e-2;
    private static final double E5 = 1.24266094738807843860e-3;
    private static final double E6 = 2.71155556874348757815e-5;
    private static final double E7 = 2.01033439929228813265e-7;
    private static final double F1 = 5.99832206555887937690e-1;
    private static final double F2 = 1.36929880922735805310e-1;
    private static final double F3 = 1.48753612908506148525e-2;
    private static final double F4 = 7.86869131145613259100e-4;
    private static final double F5 = 1.84631831751005468180e-5;
    private static final double F6 = 1.42151175831644588870e-7;
    private static final double F7 = 2.04426310338993978564e-15;

    private Gaussians() {}

    /** A standard normal from the words of one element. */
    public static double draw(WordSource words) {
        return quantile(Uniforms.draw(words));
    }

    /** The standard normals of consecutive elements: {@code out[i]} belongs to element {@code firstElement + i}. */
    public static void fill(RandomWords words, Role role, int step, int replicate, long firstElement, double[] out) {
        Uniforms.fill(words, role, step, replicate, firstElement, out);
        Scratch scratch = Scratch.get();
        double[] u = scratch.uniforms;
        double[] central = scratch.central;
        for (int start = 0; start < out.length; start += Scratch.CHUNK) {
            int length = Math.min(Scratch.CHUNK, out.length - start);
            System.arraycopy(out, start, u, 0, length);
            numerators(u, central, length);
            quotients(u, central, length);
            for (int i = 0; i < length; i++) {
                out[start + i] = Math.abs(u[i] - 0.5) <= SPLIT_CENTRE ? central[i] : quantile(u[i]);
            }
        }
    }

    // the operations of the central quantile, in its order, in loops that C2 makes vectors of

    private static void numerators(double[] u, double[] central, int length) {
        for (int i = 0; i < length; i++) {
            double q = u[i] - 0.5;
            double r = CENTRE - q * q;
            central[i] = q * (((((((A7 * r + A6) * r + A5) * r + A4) * r + A3) * r + A2) * r + A1) * r + A0);
        }
    }

    private static void quotients(double[] u, double[] central, int length) {
        for (int i = 0; i < length; i++) {
            double q = u[i] - 0.5;
            double r = CENTRE - q * q;
            central[i] = central[i] / (((((((B7 * r + B6) * r + B5) * r + B4) * r + B3) * r + B2) * r + B1) * r + 1.0);
        }
    }

    /**
     * Φ⁻¹(u).
     *
     * @param u in (0, 1); −∞ at 0, +∞ at 1, NaN outside
     */
    public static double quantile(double u) {
        double q = u - 0.5;
        // |q| <= 0.425: q times a rational function of 0.425² - q²
        if (StrictMath.abs(q) <= SPLIT_CENTRE) {
            double r = CENTRE - q * q;
            return q
                    * (((((((A7 * r + A6) * r + A5) * r + A4) * r + A3) * r + A2) * r + A1) * r + A0)
                    / (((((((B7 * r + B6) * r + B5) * r + B4) * r + B3) * r + B2) * r + B1) * r + 1.0);
        }
        double tail = q < 0 ? u : 1.0 - u;
        if (!(tail > 0)) {
            return tail == 0 ? Math.copySign(Double.POSITIVE_INFINITY, q) : Double.NaN;
        }
        double magnitude = tailQuantile(StrictMath.sqrt(-StrictMath.log(tail)));
        return q < 0 ? -magnitude : magnitude;
    }

    /** |Φ⁻¹| as a rational function of √(−ln tail). */
    private static double tailQuantile(double root) {
        if (root <= SPLIT_TAIL) {
            double r = root - TAIL;
            return (((((((C7 * r + C6) * r + C5) * r + C4) * r + C3) * r + C2) * r + C1) * r + C0)
                    / (((((((D7 * r + D6) * r + D5) * r + D4) * r + D3) * r + D2) * r + D1) * r + 1.0);
        }
        double r = root - SPLIT_TAIL;
        return (((((((E7 * r + E6) * r + E5) * r + E4) * r + E3) * r + E2) * r + E1) * r + E0)
                / (((((((F7 * r + F6) * r + F5) * r + F4) * r + F3) * r + F2) * r + F1) * r + 1.0);
    }
}
