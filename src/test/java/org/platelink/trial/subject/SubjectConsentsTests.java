package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.Histories.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.trial.subject.StudyEvents.StudyEvent;
import org.platelink.trial.subject.SubjectConsents.SubjectConsent;

class SubjectConsentsTests {

    private static final String EXTENSION = "https://platelink.org/ig/msc-itp/StructureDefinition/";
    private static final List<StudyEvent> INFUSION = List.of(
            new StudyEvent("MedicationAdministration/1", "2026-03-10", PartialDate.of("2026-03-10"), true, null));

    private static JsonNode consent(String id, String status, String date, String more) {
        try {
            return new ObjectMapper()
                    .readTree(("{'id':'" + id + "','status':'" + status + "','dateTime':'" + date + "'" + more + "}")
                            .replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String toVersion(String study, String... versions) {
        return Arrays.stream(versions)
                .map(version -> "{'url':'" + EXTENSION + "consented-version','extension':["
                        + "{'url':'study','valueReference':{'reference':'ResearchStudy/" + study + "'}},"
                        + "{'url':'version','valueCanonical':'" + version + "'}]}")
                .collect(Collectors.joining(",", ",'extension':[", "]"));
    }

    private static SubjectConsents consents(JsonNode... all) {
        return SubjectConsents.of(Arrays.asList(all), "c1", "s", ZoneOffset.UTC);
    }

    private static String question(SubjectConsents consents, boolean ended) {
        return ConsentQuestion.of(consents, INFUSION, ended)
                .map(question -> question.code() + " " + question.consent())
                .orElse("");
    }

    @Test
    void areTheOneOfTheSubjectAndThoseThatNameItsStudy() {
        SubjectConsents consents = consents(
                consent("c2", "active", "2026-05-01", toVersion("s", "p|2")),
                consent("c3", "active", "2026-01-01", toVersion("t", "q|1")),
                consent("c4", "active", "2026-01-01", ""),
                consent("c1", "inactive", "2026-03-01", ""));

        assertThat(consents.consents())
                .extracting(SubjectConsent::reference)
                .containsExactly("Consent/c1", "Consent/c2");
        assertThat(consents.since()).map(PartialDate::text).contains("2026-03-01");
        assertThat(consents.isActive()).isTrue();
    }

    @Test
    void sayToWhichVersionsTheyAreAndSinceWhen() {
        SubjectConsents consents = consents(
                consent("c3", "active", "2026-07-01", toVersion("s", "p|3")),
                consent("c1", "inactive", "2026-03-01", toVersion("s", "p|1")),
                consent("c4", "entered-in-error", "2026-04-01", toVersion("s", "p|2")));

        assertThat(consents.versions()).extracting(SubjectConsent::version).containsExactly("p|1", "p|3");
    }

    /** Arms of a study may follow protocols of their own. */
    @Test
    void oneMayBeToVersionsOfTwoProtocols() {
        SubjectConsents consents = consents(consent("c1", "active", "2026-03-01", toVersion("s", "p|1", "q|4")));

        assertThat(consents.versions()).extracting(SubjectConsent::version).containsExactly("p|1", "q|4");
    }

    @ParameterizedTest
    @CsvSource({
        "active, 2026-03-10, false, ''",
        "active, 2026-03-11, false, after-event Consent/c1",
        "active, 2026-03, false, ''",
        "inactive, 2026-03-01, false, inactive Consent/c1",
        "inactive, 2026-03-01, true, ''",
        "rejected, 2026-03-01, false, rejected Consent/c1",
        "rejected, 2026-03-01, true, rejected Consent/c1",
        "entered-in-error, 2026-03-01, false, entered-in-error Consent/c1",
        "proposed, 2026-03-01, false, proposed Consent/c1"
    })
    void areInQuestionWhenNotInForceOrLate(String status, String date, boolean ended, String question) {
        assertThat(question(consents(consent("c1", status, date, "")), ended)).isEqualTo(question);
    }

    @Test
    void withoutAnyNothingIsAsked() {
        assertThat(question(consents(), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "active, 2026-03-10, true",
        "active, 2026-03-11, false",
        "active, 2026-03, true",
        "inactive, 2026-03-10, true",
        "rejected, 2026-03-01, false",
        "entered-in-error, 2026-03-01, false"
    })
    void stayBeforeTheStoredInfusions(String status, String date, boolean taken) {
        Participation participation = new Participation(null, consents(consent("c1", status, date, "")));
        Participation explained = new Participation(
                null,
                consents(consent(
                        "c1",
                        status,
                        date,
                        ",'extension':[{'url':'" + EXTENSION + "deviation-reason','valueString':'Signed late.'}]")));

        assertThat(refusal(() -> participation.requireConsentBefore(INFUSION)).isEmpty())
                .isEqualTo(taken);
        assertThat(refusal(() -> explained.requireConsentBefore(INFUSION))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "active, '', true",
        "inactive, '', false",
        "inactive, 2026-03-09, false",
        "inactive, 2026-03-10, true",
        "inactive, 2026-03, false",
        "rejected, 2026-03-10, false"
    })
    void coverAnInfusionWhileInForce(String status, String until, boolean taken) {
        String period = until.isEmpty() ? "" : ",'provision':{'period':{'end':'" + until + "'}}";
        Participation participation = new Participation(null, consents(consent("c1", status, "2026-01-01", period)));

        assertThat(refusal(() -> participation.requireInfusion(INFUSION.get(0))).isEmpty())
                .isEqualTo(taken);
    }
}
