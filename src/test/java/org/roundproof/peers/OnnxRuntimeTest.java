package org.roundproof.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;

/** Asks ONNX Runtime everything again and holds the note to its answers. */
class OnnxRuntimeTest {

    @Test
    void noteSaysWhatOnnxRuntimeAnswers() throws IOException {
        Peer peer = loaded();
        NoteBlock.assertHolds("peers.md", "onnxruntime", PeerReport.of(peer).lines(peer));
    }

    private static Peer loaded() {
        try {
            return new OnnxRuntimePeer();
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            assumeTrue(false, "ONNX Runtime's native library does not load here: " + e);
            throw e;
        }
    }
}
