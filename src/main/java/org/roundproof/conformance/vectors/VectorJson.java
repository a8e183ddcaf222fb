package org.roundproof.conformance.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.roundproof.conformance.WordList;
import org.roundproof.format.HexFloat;
import org.roundproof.quantizer.Quantizer;

/**
 * Writes a vector file as JSON, one test a line, without holding it: the form is in {@code proofs-notes/vectors.md} and the
 * schema in {@link VectorSchema}. Every text in it is made of letters, digits and punctuation that JSON leaves as it is.
 */
public final class VectorJson {
    /** Value of the field {@code roundproofVectors}: the version of the form. */
    public static final int FORM = 1;

    /** Version of the choice of tests; it changes when the committed bytes do, not with the product's version. */
    public static final String GENERATOR = "1";

    private final Writer out;
    private final VectorSettings settings;
    private long tests;

    private VectorJson(Writer out, VectorSettings settings) {
        this.out = out;
        this.settings = settings;
    }

    /**
     * Writes a whole file.
     *
     * @param out characters of the file (UTF-8); neither flushed nor closed
     * @return the number of tests
     */
    public static long write(List<VectorGroup> groups, VectorSettings settings, Writer out) {
        try {
            VectorJson file = new VectorJson(out, settings);
            file.header();
            String separator = "";
            for (VectorGroup group : groups) {
                separator = file.group(group, separator);
            }
            out.write("\n ]}\n");
            return file.tests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void header() throws IOException {
        out.write("{\"roundproofVectors\":" + FORM + ",\n \"generator\":{\"name\":\"roundproof\",\"version\":\""
                + GENERATOR
                + "\",\"level\":" + settings.level() + ",\"seed\":\"" + Long.toUnsignedString(settings.seed())
                + "\",\"input\":\"" + settings.input().text() + "\"},\n \"groups\":[");
    }

    /** Writes one group, or three of random words; returns what separates the next one. */
    private String group(VectorGroup group, String separator) throws IOException {
        if (group instanceof VectorGroup.OfQuantizer of) {
            quantizer(of.quantizer(), separator);
        } else if (group instanceof VectorGroup.OfFormat of) {
            open(separator, "\"decode\":\"" + of.spec() + "\",\n   \"format\":" + FormatText.json(of.format()));
            Lines lines = new Lines();
            DecodeVectors.forEach(of.format(), settings.level(), entry -> lines.accept(line(entry)));
            close();
        } else {
            for (RandomVectors.Kind kind : RandomVectors.Kind.values()) {
                open(separator, "\"random\":\"" + kind.text() + "\"");
                Lines lines = new Lines();
                RandomVectors.forEach(kind, entry -> lines.accept(line(entry)));
                close();
                separator = ",";
            }
        }
        return ",";
    }

    private void quantizer(Quantizer quantizer, String separator) throws IOException {
        open(
                separator,
                "\"quantizer\":\"" + quantizer.expression() + "\",\n   \"format\":"
                        + FormatText.json(quantizer.format())
                        + ",\n   \"rounding\":\"" + quantizer.rounding().expression() + "\",\"overflow\":\""
                        + quantizer.overflow().expression() + "\",\"wordsPerElement\":"
                        + QuantizerVectors.wordsPerElement(quantizer.rounding()));
        Lines lines = new Lines();
        new QuantizerVectors(quantizer, settings).forEach(test -> lines.accept(line(test)));
        close();
    }

    private void open(String separator, String head) throws IOException {
        out.write(separator + "\n  {" + head + ",\n   \"tests\":[");
    }

    private void close() throws IOException {
        out.write("\n   ]}");
    }

    /** The lines of one group. */
    private final class Lines implements Consumer<CharSequence> {
        private String separator = "\n    ";

        @Override
        public void accept(CharSequence line) {
            try {
                out.write(separator);
                out.append(line);
                separator = ",\n    ";
                tests++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static CharSequence line(VectorTest test) {
        StringBuilder text = new StringBuilder(160);
        text.append("{\"id\":\"").append(test.query().id());
        text.append("\",\"x\":\"").append(HexFloat.of(test.query().x()));
        if (!test.query().words().equals(WordList.NONE)) {
            text.append("\",\"words\":\"").append(test.query().words().text());
        }
        text.append("\",\"y\":\"").append(HexFloat.of(test.answer()));
        test.code().ifPresent(code -> text.append("\",\"code\":\"").append(code));
        text.append("\",\"ternary\":").append(test.ternary());
        StringJoiner flags = new StringJoiner("\",\"", ",\"flags\":[\"", "\"]}").setEmptyValue(",\"flags\":[]}");
        test.flags().forEach(flag -> flags.add(flag.text()));
        return text.append(flags);
    }

    private static CharSequence line(DecodeVectors.Entry entry) {
        return "{\"id\":\"" + entry.id() + "\",\"code\":\"" + entry.code()
                + (entry.y() == null ? "" : "\",\"y\":\"" + entry.y()) + "\",\"class\":\"" + entry.kind() + "\"}";
    }

    private static CharSequence line(RandomVectors.Entry entry) {
        return "{\"id\":\"" + entry.id() + "\",\"seed\":\"" + Long.toUnsignedString(entry.seed()) + "\",\"role\":"
                + entry.role().code() + ",\"use\":" + entry.use() + ",\"level\":" + entry.level() + ",\"step\":"
                + Integer.toUnsignedString(entry.step()) + ",\"replicate\":"
                + Integer.toUnsignedString(entry.replicate())
                + ",\"element\":" + entry.element() + ",\"" + entry.kind().field() + "\":\"" + entry.answer() + "\"}";
    }
}
