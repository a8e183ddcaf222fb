package org.roundproof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions, filled in by the build. */
public final class BuildInfo {
    private static final Properties PROPERTIES = load();

    private BuildInfo() {}

    /** Version of Roundproof. */
    public static String version() {
        return get("version");
    }

    /** Version of the Apache ECharts WebJar. */
    public static String echartsVersion() {
        return get("echarts");
    }

    /** Version of the KaTeX WebJar. */
    public static String katexVersion() {
        return get("katex");
    }

    private static String get(String key) {
        String value = PROPERTIES.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("build.properties lacks " + key);
        }
        return value;
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks org/roundproof/build.properties");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read build.properties", e);
        }
        return properties;
    }
}
