package org.roundproof.conformance.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fixed list of vector files: every named format of up to 16 bits and one or more of each other family, every rounding,
 * every cut and every overflow policy, each at least once. At level 1 it is committed and compared byte for byte.
 */
public final class VectorCollection {
    /** For each format, the suffixes of its quantizers; every format of up to 8 bits has its decode table too. */
    private static final Map<String, List<String>> QUANTIZERS = new LinkedHashMap<>();

    static {
        QUANTIZERS.put(
                "e4m3",
                List.of(
                        "ties-to-even",
                        "ties-to-even:ovf-inf",
                        "ties-to-away",
                        "toward-zero",
                        "toward-positive",
                        "toward-negative",
                        "to-odd",
                        "sr",
                        "sr(8)",
                        "sr(8,floor)",
                        "sr(8,half)",
                        "sr(8,odd)"));
        QUANTIZERS.put(
                "e5m2",
                List.of(
                        "ties-to-even",
                        "ties-to-even:ovf-inf",
                        "toward-negative:ovf-inf",
                        "sr",
                        "sr(4,floor):ovf-inf"));
        QUANTIZERS.put("e4m3fnuz", List.of("ties-to-even", "ties-to-even:ovf-inf", "sr(12)"));
        QUANTIZERS.put("e5m2fnuz", List.of("ties-to-even", "sr"));
        QUANTIZERS.put("e4m3b11fnuz", List.of("ties-to-even", "to-odd:sat-propagate"));
        QUANTIZERS.put("e3m4", List.of("ties-to-even", "ties-to-away:ovf-inf"));
        QUANTIZERS.put("e3m2", List.of("ties-to-even", "sr(3,half)"));
        QUANTIZERS.put("e2m3", List.of("ties-to-even", "toward-negative"));
        QUANTIZERS.put("e2m1", List.of("ties-to-even", "ties-to-away", "sr(16)"));
        QUANTIZERS.put("e8m0", List.of("ties-to-even", "toward-positive", "sr"));
        QUANTIZERS.put("binary16", List.of("ties-to-even:ovf-inf", "to-odd", "sr(12,odd)"));
        QUANTIZERS.put("bfloat16", List.of("ties-to-even:ovf-inf", "toward-zero", "sr", "sr(16,floor)"));
        QUANTIZERS.put("p3109(8,4,s,e)", List.of("ties-to-even:ovf-inf", "ties-to-even:sat-propagate", "sr(8)"));
        QUANTIZERS.put("p3109(8,3,u,f)", List.of("ties-to-even", "toward-positive:ovf-inf"));
        QUANTIZERS.put(
                "int8(step=1/64)",
                List.of("ties-to-even", "ties-to-away", "ties-to-even:wrap", "sr", "tpdf", "subtractive"));
        QUANTIZERS.put("uint8(step=1/16,zero=100)", List.of("ties-to-even", "sr(8)"));
        QUANTIZERS.put("fixed(integer=3,fraction=5)", List.of("ties-to-even:wrap", "toward-negative:wrap", "sr:wrap"));
    }

    private VectorCollection() {}

    /**
     * One file.
     *
     * @param name its name
     * @param groups what stands in it
     */
    public record VectorFile(String name, List<VectorGroup> groups) {}

    /** The files, one for each format, and {@code random.json}. */
    public static List<VectorFile> files() {
        List<VectorFile> files = new ArrayList<>();
        QUANTIZERS.forEach((format, suffixes) -> {
            VectorGroup.OfFormat decode = (VectorGroup.OfFormat) VectorGroup.parse(format);
            Stream<VectorGroup> quantizers = suffixes.stream().map(suffix -> VectorGroup.parse(format + ":" + suffix));
            files.add(new VectorFile(
                    fileName(format) + ".json",
                    decode.format().bits() <= 8
                            ? Stream.concat(Stream.of(decode), quantizers).toList()
                            : quantizers.toList()));
        });
        files.add(new VectorFile("random.json", List.of(new VectorGroup.OfRandomness())));
        return List.copyOf(files);
    }

    /** Letters and digits, what stands between them as one hyphen: {@code int8-step-1-64}. */
    static String fileName(String expression) {
        return expression.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    }

    /**
     * Writes every file and the manifest.
     *
     * @param directory made if it is not there
     */
    public static List<Manifest.Entry> write(Path directory, VectorSettings settings) throws IOException {
        Files.createDirectories(directory);
        List<Manifest.Entry> entries = new ArrayList<>();
        for (VectorFile file : files()) {
            long[] tests = new long[1];
            String sum = AtomicFile.text(
                    directory.resolve(file.name()), out -> tests[0] = VectorJson.write(file.groups(), settings, out));
            entries.add(new Manifest.Entry(file.name(), tests[0], sum));
        }
        Manifest.write(directory, entries);
        return entries;
    }
}
