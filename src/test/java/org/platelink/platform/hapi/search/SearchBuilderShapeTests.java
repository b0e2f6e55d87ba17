package org.platelink.platform.hapi.search;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ca.uhn.fhir.jpa.search.builder.SearchBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A builder that HAPI has changed stops the start with a sentence. */
class SearchBuilderShapeTests {

    @SuppressWarnings("unused")
    public static final class TwoConstructors {
        public TwoConstructors() {}

        public TwoConstructors(String name, Class<?> type) {}
    }

    @SuppressWarnings("unused")
    public static final class NoName {
        public NoName(Class<?> type) {}
    }

    @SuppressWarnings("unused")
    public static final class NotKept {
        public NotKept(String name, Class<?> type, StringBuilder registry) {}
    }

    @SuppressWarnings("unused")
    public static final class RenamedField {
        private final StringBuilder registry;

        public RenamedField(String name, Class<?> type, StringBuilder registry) {
            this.registry = registry;
        }
    }

    static Arguments[] changed() {
        return new Arguments[] {
            Arguments.of(TwoConstructors.class, "HAPI's TwoConstructors has 2 constructors, not one."),
            Arguments.of(NoName.class, "HAPI's NoName is not made with a java.lang.String any more."),
            Arguments.of(NotKept.class, "HAPI's NotKept does not keep its java.lang.StringBuilder any more."),
            Arguments.of(RenamedField.class, "HAPI's RenamedField has no field myFulltextSearchSvc any more."),
        };
    }

    @ParameterizedTest
    @MethodSource("changed")
    void whatHasChangedIsNamed(Class<?> builder, String sentence) {
        assertThatIllegalStateException()
                .isThrownBy(() -> SearchBuilderShape.of(builder))
                .withMessage(sentence);
    }

    @Test
    void hapisOwnIsUnderstood() {
        assertThatNoException().isThrownBy(() -> SearchBuilderShape.of(SearchBuilder.class));
    }
}
