package org.roundproof.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roundproof.BuildInfo;

/** The scripts, styles and fonts that the page carries inside itself, read from the WebJars on the class path. */
final class WebLibraries {
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final String ECHARTS = WEBJARS + "echarts/" + BuildInfo.echartsVersion() + "/";
    private static final String KATEX = WEBJARS + "katex/" + BuildInfo.katexVersion() + "/dist/";

    /** One font face: the compact file comes first, two fallbacks follow. */
    private static final Pattern FONT_SOURCE = Pattern.compile("src:url\\((fonts/[\\w-]+\\.woff2)\\)[^}]*");

    private static final Pattern SCRIPT_END = Pattern.compile("</(script)", Pattern.CASE_INSENSITIVE);

    private WebLibraries() {}

    static String chartScript() {
        return forScriptElement(text(ECHARTS + "echarts.min.js"));
    }

    static String formulaScript() {
        return forScriptElement(text(KATEX + "katex.min.js"));
    }

    /** KaTeX's style with its fonts inside. */
    static String formulaStyle() {
        return FONT_SOURCE.matcher(text(KATEX + "katex.min.css")).replaceAll(match -> {
            String data = Base64.getEncoder().encodeToString(bytes(KATEX + match.group(1)));
            return Matcher.quoteReplacement("src:url(data:font/woff2;base64," + data + ") format(\"woff2\")");
        });
    }

    /** A resource that lies beside this class. */
    static String template(String name) {
        return text("/org/roundproof/report/" + name);
    }

    /** A script inside a script element: in the strings of a script {@code <\/script} is {@code </script}. */
    static String forScriptElement(String script) {
        return SCRIPT_END.matcher(script).replaceAll("<\\\\/$1").replace("<!--", "<\\!--");
    }

    private static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String path) {
        try (InputStream in = WebLibraries.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
