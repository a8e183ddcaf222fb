package org.roundproof.report;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of claims and evidence as HTML: everything is escaped; {@code $…$} and {@code $$…$$} become formulas, {@code `…`}
 * becomes code, and a blank line a new paragraph where {@link #paragraphs} is asked for.
 */
final class RichText {
    private static final Pattern MARKUP = Pattern.compile("\\$\\$(.+?)\\$\\$|\\$([^$]+)\\$|`([^`]+)`", Pattern.DOTALL);
    private static final Pattern BLANK_LINE = Pattern.compile("\\R\\s*\\R");
    private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+)");
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("Delta", "Δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("varepsilon", "ε"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("sigma", "σ"),
            Map.entry("xi", "ξ"),
            Map.entry("zeta", "ζ"),
            Map.entry("infty", "∞"),
            Map.entry("times", "×"),
            Map.entry("cdot", "·"),
            Map.entry("ge", "≥"),
            Map.entry("geq", "≥"),
            Map.entry("le", "≤"),
            Map.entry("leq", "≤"),
            Map.entry("pm", "±"),
            Map.entry("log", "log"),
            Map.entry("tilde", ""),
            Map.entry("mathrm", ""),
            Map.entry("text", ""));

    private RichText() {}

    /** Plain text for an element's content or a quoted attribute. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    /** One run of text with formulas and code. */
    static String inline(String text) {
        Matcher matcher = MARKUP.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            out.append(escape(text.substring(from, matcher.start())));
            if (matcher.group(1) != null) {
                out.append("<span class=\"tex display\">")
                        .append(escape(matcher.group(1).strip()))
                        .append("</span>");
            } else if (matcher.group(2) != null) {
                out.append("<span class=\"tex\">")
                        .append(escape(matcher.group(2).strip()))
                        .append("</span>");
            } else {
                out.append("<code>").append(escape(matcher.group(3))).append("</code>");
            }
            from = matcher.end();
        }
        return out.append(escape(text.substring(from))).toString();
    }

    /** Paragraphs, separated by blank lines. */
    static String paragraphs(String text) {
        StringBuilder out = new StringBuilder();
        for (String paragraph : BLANK_LINE.split(text.strip())) {
            out.append("<p>").append(inline(paragraph.strip())).append("</p>\n");
        }
        return out.toString();
    }

    /** Without markup, for places that cannot show formulas (axes, legends, page descriptions). */
    static String plain(String text) {
        Matcher matcher = MARKUP.matcher(text);
        return matcher.replaceAll(match -> {
            String code = match.group(3);
            String tex = match.group(1) != null ? match.group(1) : match.group(2);
            return Matcher.quoteReplacement(code != null ? code : unicode(tex));
        });
    }

    private static String unicode(String tex) {
        String symbols = COMMAND.matcher(tex)
                .replaceAll(match -> Matcher.quoteReplacement(SYMBOLS.getOrDefault(match.group(1), match.group(1))));
        return symbols.replace("^*", "*").replace("{", "").replace("}", "").replace("\\", "");
    }

    private static boolean allowed(int c) {
        return c >= 0x20 && c != 0x7F && !(c >= 0xD800 && c <= 0xDFFF) && c < 0xFFFE
                || c == '\n'
                || c == '\t'
                || c > 0xFFFF;
    }

    /** A name for a CSS class: {@code NOT_APPLICABLE} gives {@code not-applicable}. */
    static String cssClass(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
