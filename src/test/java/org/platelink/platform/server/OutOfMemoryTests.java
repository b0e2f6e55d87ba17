package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfMemoryTests {

    private final List<Integer> ended = new ArrayList<>();

    @Test
    void theHeapsEndIsTheProcesssHoweverItIsWrapped() {
        OutOfMemory.endIfCauseOf(new IllegalStateException(new OutOfMemoryError("Java heap space")), ended::add);

        assertThat(ended).containsExactly(OutOfMemory.CODE);
    }

    @Test
    void otherFailuresAreNot() {
        OutOfMemory.endIfCauseOf(new IllegalStateException("heap space"), ended::add);
        OutOfMemory.endIfCauseOf(new OutOfMemoryError("Requested array size exceeds VM limit"), ended::add);
        OutOfMemory.endIfCauseOf(null, ended::add);

        assertThat(ended).isEmpty();
    }
}
