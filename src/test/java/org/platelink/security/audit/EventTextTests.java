package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;

class EventTextTests {

    private static final Caller LABORATORY =
            new Caller("lab-1", Role.EHR, "site-1", Set.of(), Scopes.parse("system/Observation.c"));
    private static final String PROFILE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private static Event event(String interaction, Action action, Outcome outcome, Entity... about) {
        Origin origin = new Origin(LABORATORY, "192.0.2.1", "192.0.2.2", "request-1", interaction);
        return Event.rest(origin, action, outcome, null, List.of(about));
    }

    static AuditEvent read(Event event) {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(AuditEvent.class, EventText.of(event));
    }

    @Test
    void isAnAuditEventThatSaysWhoDidWhatWithWhat() {
        AuditEvent event = read(event(
                "create",
                Action.CREATE,
                Outcome.SUCCESS,
                Entity.resource("Observation/1/_history/1", AuditCoding.CREATED),
                Entity.patient("Patient/p-1")));

        assertThat(event.getMeta().getProfile().get(0).getValue()).isEqualTo(PROFILE + "PatientCreate");
        assertThat(event.getAction()).isEqualTo(AuditEventAction.C);
        assertThat(event.getOutcome()).isEqualTo(AuditEventOutcome._0);
        assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("create");
        assertThat(event.getAgentFirstRep().getWho().getIdentifier().getValue()).isEqualTo("lab-1");
        assertThat(event.getAgentFirstRep().getRoleFirstRep().getText()).isEqualTo("ehr");
        assertThat(event.getAgentFirstRep().getNetwork().getAddress()).isEqualTo("192.0.2.1");
        assertThat(event.getAgent().get(2).getWho().getReference()).isEqualTo("Organization/site-1");
        assertThat(event.getEntity())
                .extracting(entity -> entity.getWhat().getReference())
                .containsExactly("Observation/1/_history/1", "Patient/p-1", null);
        assertThat(event.getEntity().get(2).getWhat().getIdentifier().getValue())
                .isEqualTo("request-1");
    }

    @Test
    void theTimeStandsWhereTheDatabaseLooksForIt() {
        Event event = new Event(
                Instant.parse("2026-03-01T10:00:00.120456Z"),
                AuditCoding.REST,
                null,
                Action.READ,
                Outcome.SUCCESS,
                null,
                Origin.SERVER,
                List.of());

        assertThat(EventText.of(event).substring(EventText.TIME_AT - 1, EventText.TIME_AT - 1 + EventText.TIME_LENGTH))
                .isEqualTo("2026-03-01T10:00:00.120Z");
    }

    @Test
    void theSameEventHasTheSameTextAndThatIsAscii() {
        Event event =
                event("read", Action.READ, Outcome.SUCCESS, Entity.named("\u00e4 \u0000 \ud800 \"action\":\"R\" \n"));

        assertThat(EventText.of(event)).isEqualTo(EventText.of(event)).matches("[\\x20-\\x7e]*");
        assertThat(EventText.of(event)).containsOnlyOnce("\"action\":\"R\"");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "read, READ, SUCCESS, PatientRead",
                "vread, READ, SUCCESS, PatientRead",
                "update, UPDATE, SUCCESS, PatientUpdate",
                "search-type, EXECUTE, SUCCESS, none",
                "transaction, CREATE, SUCCESS, none",
                "patch, UPDATE, SUCCESS, none",
                "read, READ, FAILURE, none",
                "read, READ, REFUSED, none",
            })
    void claimsThePatternOfIheThatItFollows(String interaction, Action action, Outcome outcome, String pattern) {
        Event event = event(
                interaction,
                action,
                outcome,
                Entity.resource("Observation/1/_history/1", null),
                Entity.patient("Patient/p-1"));

        assertThat(event.profile()).isEqualTo(pattern == null ? null : PROFILE + pattern);
    }

    @Test
    void aSearchIsAQueryAndOfOnePatientAPatientQuery() {
        Entity query = Entity.query("GET Observation?subject=Patient/p-1");
        Entity patient = Entity.patient("Patient/p-1");

        assertThat(event("search-type", Action.EXECUTE, Outcome.SUCCESS, query).profile())
                .isEqualTo(PROFILE + "Query");
        assertThat(event("search-type", Action.EXECUTE, Outcome.SUCCESS, query, patient)
                        .profile())
                .isEqualTo(PROFILE + "PatientQuery");
        assertThat(new String(read(event("search-type", Action.EXECUTE, Outcome.SUCCESS, query))
                        .getEntityFirstRep()
                        .getQuery()))
                .isEqualTo("GET Observation?subject=Patient/p-1");
    }

    @ParameterizedTest
    @EnumSource(AuditRecord.Kind.class)
    void everyKindOfDeedHasACodeThatFhirKnows(AuditRecord.Kind kind) {
        assertThat(kind.type().code()).matches("1101(06|07|10|13|14)|destroy");
    }

    @ParameterizedTest
    @CsvSource({
        "200, SUCCESS",
        "304, SUCCESS",
        "400, FAILURE",
        "401, REFUSED",
        "403, REFUSED",
        "404, FAILURE",
        "500, FAILURE"
    })
    void aStatusTellsTheOutcome(int status, Outcome outcome) {
        assertThat(Outcome.ofStatus(status)).isEqualTo(outcome);
    }
}
