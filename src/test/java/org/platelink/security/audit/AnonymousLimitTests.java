package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnonymousLimitTests {

    private final AnonymousLimit limit = new AnonymousLimit(10);

    @Test
    void oneAddressHasHalfOfIt() {
        assertThat(taken("192.0.2.1", 20)).isEqualTo(5);
        assertThat(taken("192.0.2.2", 20)).isEqualTo(5);
        assertThat(taken("192.0.2.3", 20)).as("of a third nothing is left").isZero();
    }

    private long taken(String address, int times) {
        return IntStream.range(0, times).filter(time -> limit.take(address)).count();
    }
}
