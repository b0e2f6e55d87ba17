package org.platelink.platform.hapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class PrivateFieldTests {

    private static final class Library {

        private static String shared = "shared";
        private final String own = "own";
    }

    @Test
    void isReadAndSet() {
        assertThat(PrivateField.of(Library.class, "own", String.class).get(new Library()))
                .isEqualTo("own");
        PrivateField ofClass = PrivateField.of(Library.class, "shared", CharSequence.class);
        ofClass.set(null, "ours");
        assertThat(ofClass.get(null)).isEqualTo("ours");
    }

    @Test
    void thatWasRenamedIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PrivateField.of(Library.class, "myOwn", String.class))
                .withMessage("HAPI's " + Library.class.getName() + " has no field myOwn any more.");
    }

    @Test
    void thatHoldsSomethingElseIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PrivateField.of(Library.class, "own", Integer.class))
                .withMessage("The field own of HAPI's " + Library.class.getName()
                        + " holds a java.lang.String, not a java.lang.Integer any more.");
    }
}
