package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectStateTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    screening             | eligible ineligible off-study withdrawn
                    eligible              | on-study-intervention ineligible off-study withdrawn
                    ineligible            | withdrawn
                    on-study-intervention | follow-up off-study withdrawn
                    follow-up             | off-study withdrawn
                    off-study             | ''
                    withdrawn             | ''
                    """)
    void allowsTheStepsOfTheGuide(String code, String next) {
        assertThat(SubjectState.of(code)).hasValueSatisfying(state -> assertThat(
                        state.next().stream().map(SubjectState::code).collect(Collectors.joining(" ")))
                .isEqualTo(next));
    }

    @Test
    void isOneOfTheCodesOfR4() {
        for (SubjectState state : SubjectState.values()) {
            assertThat(ResearchSubjectStatus.fromCode(state.code())).isEqualTo(state.status());
        }
        assertThat(SubjectState.of("on-study")).isEmpty();
        assertThat(SubjectState.of(null)).isEmpty();
    }

    @Test
    void saysWhereASubjectCanMove() {
        assertThat(SubjectState.SCREENING.refusalOf(SubjectState.FOLLOW_UP))
                .isEqualTo(
                        "A subject in screening can move to eligible, ineligible, off-study or withdrawn, not to follow-up.");
        assertThat(SubjectState.INELIGIBLE.refusalOf(SubjectState.ELIGIBLE))
                .isEqualTo("A subject in ineligible can move to withdrawn, not to eligible.");
        assertThat(SubjectState.WITHDRAWN.refusalOf(SubjectState.SCREENING))
                .isEqualTo("A subject in withdrawn stays there and cannot move to screening.");
    }
}
