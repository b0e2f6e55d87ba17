package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateSpanTests {

    @ParameterizedTest
    @CsvSource({
        "2026, 20260101, 20261231",
        "2024-02, 20240201, 20240229",
        "2026-03-10, 20260310, 20260310",
    })
    void hasTheDaysOfADate(String text, int first, int last) {
        DateSpan span = DateSpan.of(new DateParam(text));

        assertThat(span.days()).isEqualTo(new DateSpan.Days(first, last));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T08:30Z, 2026-03-10T08:30:00Z, 2026-03-10T08:30:59.999Z",
        "2026-03-10T08:30:00Z, 2026-03-10T08:30:00Z, 2026-03-10T08:30:00.999Z",
        "2026-03-10T08:30:00.250+01:00, 2026-03-10T07:30:00.250Z, 2026-03-10T07:30:00.250Z",
    })
    void hasTheMomentsOfATime(String text, Instant first, Instant last) {
        DateSpan span = DateSpan.of(new DateParam(text));

        assertThat(span).isEqualTo(new DateSpan(first, last, null));
    }

    @Test
    void isWiderByATenthOfWhatLiesBetweenItAndNow() {
        DateSpan span = DateSpan.of(new DateParam("2026-03-10T08:00:00.000Z"));

        DateSpan wider = span.approximately(Instant.parse("2026-03-20T08:00:00.000Z"));

        assertThat(wider.first()).isEqualTo("2026-03-09T08:00:00Z");
        assertThat(wider.last()).isEqualTo("2026-03-11T08:00:00Z");
    }

    /** Why HAPI's own predicates are not taken. */
    @Test
    void isNotWhatHapiMakesOfAYear() {
        DateParam asked = new DateParam("ge2026");

        DateRangeParam hapis = new DateRangeParam(asked);

        assertThat(hapis.getLowerBoundAsDateInteger()).isEqualTo(20261231);
        assertThat(asked.getValueAsString())
                .as("the parameter itself is changed")
                .isEqualTo("2026-12-31");
        assertThat(DateSpan.of(new DateParam("ge2026")).days().first()).isEqualTo(20260101);
    }

    @Test
    void holdsTheStoreAgainstMomentsOfADayHere() {
        DateRangeParam asked = new DateRangeParam(new DateParam(ParamPrefixEnum.GREATERTHAN, "2026-03-10"), null);

        DateRangeParam byMoments = DateSpan.byMoments(asked);

        assertThat(byMoments.getLowerBoundAsInstant().toInstant())
                .isEqualTo(DateSpan.of(new DateParam("2026-03-11")).first());
        assertThat(asked.getLowerBoundAsInstant().toInstant())
                .as("HAPI's day begins where it is first")
                .isBefore(DateSpan.of(new DateParam("2026-03-11")).first());
    }

    @Test
    void findsNothingBetweenAnEndAndALaterBeginning() {
        DateRangeParam asked = new DateRangeParam();
        asked.setValuesAsQueryTokens(
                ca.uhn.fhir.context.FhirContext.forR4Cached(),
                "_lastUpdated",
                java.util.List.of(
                        ca.uhn.fhir.rest.api.QualifiedParamList.singleton("gt2027"),
                        ca.uhn.fhir.rest.api.QualifiedParamList.singleton("lt2026")));

        DateRangeParam byMoments = DateSpan.byMoments(asked);

        assertThat(byMoments.getLowerBoundAsInstant()).isAfter(Instant.parse("9000-01-01T00:00:00Z"));
    }
}
