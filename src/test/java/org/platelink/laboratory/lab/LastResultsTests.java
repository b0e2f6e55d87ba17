package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;

class LastResultsTests {

    private final List<Observation> newestFirst = List.of(
            Labs.platelets("a", "p3", "3", "10*9/L", "2026-03-03"),
            Labs.alt("a", "a2", "2", "2026-03-02"),
            Labs.platelets("a", "p2", "2", "10*9/L", "2026-03-02"),
            Labs.platelets("a", "p2-again", "2", "10*9/L", "2026-03-02"),
            Labs.platelets("a", "p1", "1", "10*9/L", "2026-03-01"));

    @Test
    void picksTheNewestOfEachKind() {
        assertThat(identifiers(1)).containsExactly("p3", "a2");
    }

    @Test
    void resultsOfTheSameTimeComeTogether() {
        assertThat(identifiers(2)).containsExactly("p3", "a2", "p2", "p2-again");
    }

    @Test
    void noneOfEachIsNoQuestion() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LastResults(0));
    }

    private List<String> identifiers(int number) {
        return new LastResults(number)
                .among(newestFirst).stream()
                        .map(result -> result.getIdentifierFirstRep().getValue())
                        .toList();
    }
}
