package org.platelink.security.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.security.access.Role;
import org.platelink.security.user.PasswordPolicy.Fault;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordPolicyTests {

    private static final User PERSON =
            new User("l.chenguang", "Li Chenguang", Role.ANALYST, null, Instant.EPOCH, false);

    private final PasswordPolicy policy = new PasswordPolicy();

    @ParameterizedTest
    @ValueSource(strings = {"seven grey herons wade", "蓝色的鲸鱼在月亮上跳舞吗呢呀", "xq7Vt9Lm2Rz8", "        w  e k   u"})
    void takesLongOnesOfWhicheverCharacters(String password) {
        assertThat(policy.faults(PERSON, password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "qwertyuiop12",
                "123456789012",
                "aaaaaaaaaaaaaa",
                "Chenguang1984",
                "l.chenguang2026",
                "platelink2026",
                "iloveyou1234"
            })
    void refusesCommonOnesAndThePersonsOwnName(String password) {
        assertThat(policy.faults(PERSON, password)).containsExactly(Fault.TOO_COMMON);
    }

    @Test
    void refusesShortOnesAndWhatWouldNotBeReadToItsEnd() {
        assertThat(policy.faults(PERSON, "xq7Vt9Lm2Rz")).containsExactly(Fault.TOO_SHORT);
        assertThat(policy.faults(PERSON, "xq7Vt9Lm2Rz8".repeat(7))).containsExactly(Fault.TOO_LONG);
        assertThat(policy.faults(PERSON, "鲸".repeat(25))).containsExactly(Fault.TOO_LONG);
    }

    @Test
    void keptByAWayThatIsSlowToGuess() {
        PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();

        String kept = encoder.encode(" Seven Grey Herons ");

        assertThat(kept).startsWith("{bcrypt}$2a$10$");
        assertThat(encoder.matches(" Seven Grey Herons ", kept)).isTrue();
        assertThat(encoder.matches("Seven Grey Herons", kept)).isFalse();
        assertThat(encoder.matches(" seven grey herons ", kept)).isFalse();
    }
}
