package org.roundproof.peers;

import java.util.List;

/** An implementation by others. */
interface Peer {
    /** Its name and version, as it says itself. */
    String name();

    /** What is asked of it. */
    List<PeerCase> cases();
}
