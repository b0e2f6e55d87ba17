package org.platelink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class IntakePropertiesTests {

    @Test
    void sitesMayWantTheirMessagesWhole() {
        assertThat(with().partial("site-1")).isTrue();
        assertThat(with("site-1").partial("site-1")).isFalse();
        assertThat(with("site-1").partial("site-2")).isTrue();
        assertThat(with("*").partial("site-2")).isFalse();
    }

    private static IntakeProperties with(String... partialOff) {
        return new IntakeProperties(Set.of("P"), 10, 2, 6, Set.of(), Set.of(partialOff));
    }
}
