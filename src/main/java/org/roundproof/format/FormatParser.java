package org.roundproof.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/** From the parts of a FORMAT expression to the format. */
final class FormatParser {
    private static final Pattern INTEGER = Pattern.compile("(u?int)([0-9]{1,9})");
    /** A decimal of a few digits, or a fraction. */
    private static final Pattern RATIONAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?|[0-9]{1,9}/[0-9]{1,9}");

    private static final Set<String> BLOCK_FORMATS =
            Set.of("mxfp8e4m3", "mxfp8e5m2", "mxfp6e3m2", "mxfp6e2m3", "mxfp4", "mxint8", "dfp");

    private FormatParser() {}

    static FormatExpression parse(FormatText text) {
        String name = text.name();
        Optional<FloatFormat> named = NamedFloats.find(name);
        if (named.isPresent()) {
            if (text.brackets()) {
                throw new InputException("format '" + text.text() + "': " + name + " takes no arguments");
            }
            return FormatExpression.of(named.get());
        }
        Matcher integer = INTEGER.matcher(name);
        if (integer.matches()) {
            int bits = Integer.parseInt(integer.group(2));
            return integer.group(1).equals("int") ? signed(text, bits) : unsigned(text, bits);
        }
        if (BLOCK_FORMATS.contains(name)) {
            throw new InputException("format '" + text.text() + "' is a block format: not supported yet");
        }
        return switch (name) {
            case "p3109" -> FormatExpression.of(p3109(text));
            case "float" -> FormatExpression.of(general(text));
            case "fixed" -> FormatExpression.of(fixed(text));
            case "power" -> FormatExpression.of(power(text));
            default -> throw Suggestion.unknown(text.text(), name);
        };
    }

    /** {@code p3109(K,P,s|u,e|f)}. */
    private static FloatFormat p3109(FormatText text) {
        String usage = "p3109(K,P,s|u,e|f) with 3 <= K <= 15 bits, of which 1 <= P < K (P <= K for u) significant";
        text.allow(usage, 4, Set.of());
        int k = text.integer(text.positional().get(0), usage);
        int p = text.integer(text.positional().get(1), usage);
        String sign = text.positional().get(2);
        String domain = text.positional().get(3);
        boolean signed = sign.equals("s");
        if (!(signed || sign.equals("u")) || !(domain.equals("e") || domain.equals("f"))) {
            throw text.wrong(usage);
        }
        if (k < 3 || k > 15 || p < 1 || p > (signed ? k - 1 : k)) {
            throw text.wrong(usage);
        }
        String expression = "p3109(" + k + "," + p + "," + sign + "," + domain + ")";
        return new FloatFormat(expression, FloatLayout.p3109(k, p, signed, domain.equals("e")));
    }

    /** {@code float(p=…,emin=…,emax=…[,subnormals=false])}: IEEE 754's parameters, with −0, ±∞ and NaN. */
    private static FloatFormat general(FormatText text) {
        String usage =
                "float(p=…,emin=…,emax=…[,subnormals=false])" + " with 1 <= p <= 53, p - 1075 <= emin <= emax <= 1022";
        text.allow(usage, 0, Set.of("p", "emin", "emax", "subnormals"));
        int p = text.integer(text.value("p"), usage);
        int emin = text.integer(text.value("emin"), usage);
        int emax = text.integer(text.value("emax"), usage);
        boolean subnormals = text.flag("subnormals", true, usage);
        // the lower end keeps the smallest magnitude, the upper end the grid point past the largest, within doubles
        if (p < 1 || p > Dyadic.PRECISION || emin < p - 1075 || emax < emin || emax > Double.MAX_EXPONENT - 1) {
            throw text.wrong(usage);
        }
        String expression =
                "float(p=" + p + ",emin=" + emin + ",emax=" + emax + (subnormals ? ")" : ",subnormals=false)");
        return new FloatFormat(expression, FloatLayout.ieee(p, emin, emax, subnormals));
    }

    private static UniformFormat fixed(FormatText text) {
        String usage = "fixed(integer=…,fraction=…), the sign bit counted in integer";
        text.allow(usage, 0, Set.of("integer", "fraction"));
        return UniformFormat.fixed(
                text.integer(text.value("integer"), usage), text.integer(text.value("fraction"), usage));
    }

    /** {@code power(bits=…,exponent=…)}, the exponent a fraction, or a decimal taken as the fraction that it is. */
    private static PowerFormat power(FormatText text) {
        String usage = "power(bits=…,exponent=…) with bits 2 to " + PowerFormat.MAX_BITS
                + " and a positive exponent such as 0.5, 2 or 1/3, numerator and denominator at most "
                + PowerFormat.MAX_TERM;
        text.allow(usage, 0, Set.of("bits", "exponent"));
        int bits = text.integer(text.value("bits"), usage);
        String exponent = text.value("exponent");
        Matcher rational = RATIONAL.matcher(exponent == null ? "" : exponent);
        if (bits < 2 || bits > PowerFormat.MAX_BITS || !rational.matches()) {
            throw text.wrong(usage);
        }
        String[] parts = rational.group().split("/", -1);
        BigDecimal upper = new BigDecimal(parts[0]);
        BigInteger scale = BigInteger.TEN.pow(upper.scale());
        BigInteger numerator = upper.unscaledValue();
        BigInteger denominator = parts.length == 1 ? scale : new BigInteger(parts[1]);
        BigInteger common = numerator.gcd(denominator);
        if (numerator.signum() == 0 || denominator.signum() == 0 || tooLarge(numerator, denominator, common)) {
            throw text.wrong(usage);
        }
        return PowerFormat.of(
                bits,
                numerator.divide(common).intValueExact(),
                denominator.divide(common).intValueExact());
    }

    private static boolean tooLarge(BigInteger numerator, BigInteger denominator, BigInteger common) {
        return numerator.max(denominator).divide(common).compareTo(BigInteger.valueOf(PowerFormat.MAX_TERM)) > 0;
    }

    private static FormatExpression signed(FormatText text, int bits) {
        String usage = text.name() + "(step=…[,symmetric=true]) or " + text.name() + "(scale=absmax[,pow2])";
        checkKeys(text, usage, "symmetric");
        boolean symmetric = text.flag("symmetric", false, usage);
        UniformFormat.checkSigned(bits);
        long maxIndex = (1L << (bits - 1)) - 1;
        return withStep(text, bits, maxIndex, usage, step -> UniformFormat.signed(bits, step, symmetric));
    }

    private static FormatExpression unsigned(FormatText text, int bits) {
        String usage = text.name() + "(step=…[,zero=…]) or " + text.name() + "(scale=absmax[,pow2][,zero=…])";
        checkKeys(text, usage, "zero");
        String zeroText = text.value("zero");
        long zero = zeroText == null ? 0 : longInteger(text, zeroText, usage);
        UniformFormat.checkUnsigned(bits, zero);
        long last = (1L << bits) - 1;
        // data of both signs must fit where there are codes on both sides of zero
        long maxIndex = zero == 0 || zero == last ? last : Math.min(zero, last - zero);
        return withStep(text, bits, maxIndex, usage, step -> UniformFormat.unsigned(bits, step, zero));
    }

    private static long longInteger(FormatText text, String value, String usage) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new InputException(
                    "format '" + text.text() + "': '" + value + "' is not a whole number; write " + usage);
        }
    }

    private static void checkKeys(FormatText text, String usage, String option) {
        boolean powerOfTwo = text.positional().contains("pow2");
        text.allow(usage, powerOfTwo ? 1 : 0, Set.of("step", "scale", option));
        if (powerOfTwo && text.value("scale") == null
                || (text.value("step") == null) == (text.value("scale") == null)) {
            throw text.wrong(usage);
        }
    }

    private static FormatExpression withStep(
            FormatText text, int bits, long maxIndex, String usage, DoubleFunction<NumberFormat> format) {
        @Nullable String step = text.value("step");
        if (step != null) {
            return FormatExpression.of(format.apply(Steps.parse(step, bits, text.text())));
        }
        if (!"absmax".equals(text.value("scale"))) {
            throw text.wrong(usage);
        }
        boolean powerOfTwo = text.positional().contains("pow2");
        return FormatExpression.of(text.text(), new FormatExpression.Scale(bits, maxIndex, powerOfTwo, format));
    }
}
