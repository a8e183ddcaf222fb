package org.roundproof.peers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A model of one or two operators in ONNX's protocol buffers: x in, y out, constants beside them. Field numbers are those of
 * {@code onnx.proto}; ONNX Runtime reads the bytes, so a wrong one does not load.
 */
final class OnnxModel {
    private static final int IR_VERSION = 10;

    private final Message graph = new Message();
    private final int opset;

    OnnxModel(int opset) {
        this.opset = opset;
    }

    /** A node: NodeProto{input=1, output=2, op_type=4, attribute=5}. */
    OnnxModel node(String operator, String inputs, String output, Message... attributes) {
        Message node = new Message();
        for (String input : inputs.split(" ")) {
            node.text(1, input);
        }
        node.text(2, output).text(4, operator);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
        return this;
    }

    /** A constant: TensorProto{dims=1, data_type=2, name=8, raw_data=9}. */
    OnnxModel constant(String name, OnnxType type, byte[] raw, long... dimensions) {
        Message tensor = new Message();
        for (long dimension : dimensions) {
            tensor.number(1, dimension);
        }
        graph.message(5, tensor.number(2, type.code()).text(8, name).bytes(9, raw));
        return this;
    }

    /** The bytes: ModelProto{ir_version=1, graph=7, opset_import=8}, GraphProto{name=2, input=11, output=12}. */
    byte[] bytes(OnnxType input, OnnxType output) {
        graph.text(2, "g").message(11, value("x", input)).message(12, value("y", output));
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, opset))
                .toByteArray();
    }

    /** ValueInfoProto{name=1, type=2}, TypeProto{tensor_type=1}, Tensor{elem_type=1, shape=2}, one free dimension. */
    private static Message value(String name, OnnxType type) {
        Message shape = new Message().message(1, new Message().text(2, "n"));
        Message tensor = new Message().number(1, type.code()).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** AttributeProto{name=1, i=3, type=20}. */
    static Message attribute(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    /** AttributeProto{name=1, s=4, type=20}. */
    static Message attribute(String name, String value) {
        return new Message().text(1, name).text(4, value).number(20, 3);
    }

    /** A protocol buffer being written: fields of numbers and of bytes. */
    static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toByteArray());
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
                out.write((int) (rest & 0x7f | 0x80));
            }
            out.write((int) rest);
        }
    }
}
