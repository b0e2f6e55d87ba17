package org.platelink.trial.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryStatusTests {

    @Test
    void eachStepIsOneOfThese() {
        assertThat(QueryStatus.OPEN.next()).isEqualTo(Set.of(QueryStatus.ANSWERED, QueryStatus.CANCELLED));
        assertThat(QueryStatus.REOPENED.next()).isEqualTo(QueryStatus.OPEN.next());
        assertThat(QueryStatus.ANSWERED.next())
                .isEqualTo(
                        Set.of(QueryStatus.ANSWERED, QueryStatus.REOPENED, QueryStatus.CLOSED, QueryStatus.CANCELLED));
        assertThat(QueryStatus.CLOSED.next()).isEqualTo(Set.of(QueryStatus.REOPENED));
        assertThat(QueryStatus.CANCELLED.next()).isEmpty();
    }

    @Test
    void aRefusalNamesWhatIsPossible() {
        assertThat(QueryStatus.OPEN.refusalOf(QueryStatus.CLOSED))
                .isEqualTo("The query is open and cannot become closed; it can become answered or cancelled.");
        assertThat(QueryStatus.CANCELLED.refusalOf(QueryStatus.ANSWERED)).contains("nothing more; open another one");
    }

    @ParameterizedTest
    @EnumSource(QueryStatus.class)
    void isReadAsItIsWritten(QueryStatus status) {
        Task query = new Task();
        status.writeTo(query);
        assertThat(QueryStatus.of(query)).isEqualTo(status);
        assertThat(query.hasStatus()).isTrue();
    }
}
