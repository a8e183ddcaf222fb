package org.roundproof.peers;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.roundproof.NoteBlock;

/** Asks PyTorch everything again and holds the note to its answers; in the profile {@code pytorch} only. */
class PyTorchTest {

    @Test
    void noteSaysWhatPyTorchAnswers() throws IOException {
        Peer peer = new PyTorchPeer(System.getProperty("roundproof.pytorch"));
        NoteBlock.assertHolds("peers.md", "pytorch", PeerReport.of(peer).lines(peer));
    }
}
