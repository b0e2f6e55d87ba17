package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfMemoryExitTests {

    private final List<Integer> ended = new ArrayList<>();

    @Test
    void theHeapsEndIsTheProcesssHoweverItIsWrapped() {
        OutOfMemoryExit.endIfCauseOf(new IllegalStateException(new OutOfMemoryError("Java heap space")), ended::add);

        assertThat(ended).containsExactly(OutOfMemoryExit.CODE);
    }

    @Test
    void otherFailuresAreNot() {
        OutOfMemoryExit.endIfCauseOf(new IllegalStateException("heap space"), ended::add);
        OutOfMemoryExit.endIfCauseOf(new OutOfMemoryError("Requested array size exceeds VM limit"), ended::add);
        OutOfMemoryExit.endIfCauseOf(null, ended::add);

        assertThat(ended).isEmpty();
    }
}
