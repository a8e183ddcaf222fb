package org.roundproof.conformance.vectors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;

/** Generates the tables of proofs-notes/vectors.md. */
class VectorsNoteTest {
    private static final List<String> EXAMPLES = List.of(
            "e4m3:ties-to-even",
            "e4m3:sr",
            "e4m3:sr(8)",
            "int8(step=1/64):tpdf",
            "bfloat16:ties-to-even",
            "binary32:ties-to-even");

    @Test
    void flags() throws IOException {
        List<String> lines = new ArrayList<>(List.of("| flag | a test has it if | catches |", "|---|---|---|"));
        for (VectorFlag flag : VectorFlag.values()) {
            lines.add("| `" + flag.text() + "` | " + flag.meaning().replace("|x|", "\\|x\\|") + " | " + flag.catches()
                    + " |");
        }
        NoteBlock.assertHolds("vectors.md", "flags", lines);
    }

    @Test
    void counts() throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("| quantizer | level 1 | level 2 | level 3 |", "|---|---|---|---|"));
        for (String spec : EXAMPLES) {
            StringBuilder line = new StringBuilder("| `" + spec + "` |");
            for (int level = 1; level <= 3; level++) {
                line.append(String.format(
                        Locale.ROOT, " %,d |", vectors(spec, level).count()));
            }
            lines.add(line.toString());
        }
        NoteBlock.assertHolds("vectors.md", "counts", lines);
    }

    @Test
    void committed() throws IOException {
        List<String> lines = new ArrayList<>(List.of("| file | quantizers | tests |", "|---|---|---|"));
        for (VectorCollection.VectorFile file : VectorCollection.files()) {
            List<String> suffixes = new ArrayList<>();
            long tests = 0;
            for (VectorGroup group : file.groups()) {
                if (group instanceof VectorGroup.OfQuantizer of) {
                    suffixes.add("`"
                            + of.spec()
                                    .substring(
                                            of.quantizer().format().expression().length() + 1) + "`");
                    tests += vectors(of.spec(), 1).count();
                }
            }
            if (!suffixes.isEmpty()) {
                lines.add("| `" + file.name() + "` | " + String.join(", ", suffixes) + " | " + tests + " |");
            }
        }
        NoteBlock.assertHolds("vectors.md", "committed", lines);
    }

    private static QuantizerVectors vectors(String spec, int level) {
        return new QuantizerVectors(
                ((VectorGroup.OfQuantizer) VectorGroup.parse(spec)).quantizer(),
                new VectorSettings(level, 1, InputType.BINARY64));
    }
}
