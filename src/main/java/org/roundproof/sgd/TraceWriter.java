package org.roundproof.sgd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a trace as JSON lines: the header, then one line for each tensor. The form is in {@code proofs-notes/process.md}. */
public final class TraceWriter implements TraceSink, AutoCloseable {
    /** Value of the header's field {@code roundproofTrace}. */
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Writer out;

    /**
     * Writes the header.
     *
     * @param out characters of the file (UTF-8); closed with this
     */
    public TraceWriter(Writer out, TraceHeader header) {
        this.out = out;
        ObjectNode node = JSON.createObjectNode();
        node.put("roundproofTrace", VERSION);
        node.put("engine", header.engine());
        node.put("problem", header.problem());
        node.put("dimension", header.dimension());
        node.put("steps", header.steps());
        node.put("batch", header.batch());
        node.put("stepSize", Double.toHexString(header.stepSize()));
        ObjectNode operators = node.putObject("operators");
        for (Target target : Target.values()) {
            operators.put(target.label(), header.operators().get(target));
        }
        node.put("average", header.average());
        node.put("seed", Long.toString(header.seed()));
        node.put("replicate", header.replicate());
        texts(node, "command", header.command());
        line(node);
    }

    @Override
    public boolean accept(TraceEntry entry) {
        ObjectNode node = JSON.createObjectNode();
        node.put("step", entry.step());
        node.put("tensor", entry.target().label());
        write(node.putArray("before"), entry.before());
        write(node.putArray("after"), entry.after());
        texts(node, "words", entry.words());
        line(node);
        return true;
    }

    /** An optional field: left out where there is nothing to say. */
    private static void texts(ObjectNode node, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = node.putArray(name);
            texts.forEach(array::add);
        }
    }

    private static void write(ArrayNode array, Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            array.add(TraceNumber.write(tensor, i));
        }
    }

    private void line(ObjectNode node) {
        try {
            out.write(JSON.writeValueAsString(node));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
