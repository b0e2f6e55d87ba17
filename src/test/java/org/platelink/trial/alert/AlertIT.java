package org.platelink.trial.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SimpleQuantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.security.access.TwoSites;
import org.platelink.trial.schedule.Visits;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the server does of itself after a verdict. All persons are invented. */
@ServerTest
class AlertIT {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/StructureDefinition/";
    private static final String REASON = GUIDE + "ineligible-infusion-reason";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final FhirClient coordinator;
    private final FhirClient analyst;
    private final TwoSites sites;

    AlertIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
        sites = TwoSites.on(port);
    }

    @Nested
    class OfTheVerdict {

        @Test
        void aCorrectedResultDerivesItAgainAndTheAlertEndsWithItsCause() {
            Visits subject = eligible("alert-1");
            Observation verdict = verdict(subject);
            assertThat(code(verdict)).isEqualTo("eligible");

            correctHbsAg(subject, true);
            Flag alert = active(subject, "verdict-fell");

            assertThat(alert.getCode().getText()).contains("not eligible any more", "EXC09");
            Observation fallen = verdict(subject);
            assertThat(code(fallen)).isEqualTo("ineligible");
            assertThat(fallen.getNoteFirstRep().getText())
                    .contains("As of 2026-03-05 the verdict was eligible", "EXC09a was not-met and is met");
            assertThat(all("/Observation/" + fallen.getIdElement().getIdPart() + "/_history"))
                    .extracting(one -> code((Observation) one))
                    .as("the earlier verdict stays visible")
                    .containsExactly("ineligible", "eligible");

            correctHbsAg(subject, false);
            Flag ended = await().atMost(SOON)
                    .until(() -> alert(subject, "verdict-fell"), one -> one.getStatus() == FlagStatus.INACTIVE);
            assertThat(ended.getIdElement().getIdPart())
                    .isEqualTo(alert.getIdElement().getIdPart());
            assertThat(ended.getPeriod().hasEnd()).isTrue();
            assertThat(ended.getExtensionByUrl(GUIDE + "alert-end").getValue().primitiveValue())
                    .contains("eligible again");
            assertThat(code(verdict(subject))).isEqualTo("eligible");
        }

        @Test
        void itIsAcknowledgedBySomebodyOfTheSite() {
            Visits subject = eligible("alert-2");
            correctHbsAg(subject, true);
            Flag alert = active(subject, "verdict-fell");
            String path = "/Flag/" + alert.getIdElement().getIdPart() + "/$acknowledge";
            String version = alert.getMeta().getVersionId();

            assertThat(coordinator.post(path, new Parameters()).status()).isEqualTo(400);
            assertThat(coordinator.post(path, asked("9", null)).issues()).contains("says something else by now");
            assertThat(coordinator.post(path, asked(version, "n".repeat(2001))).status())
                    .isEqualTo(400);
            assertThat(analyst.post(path, asked(version, null)).status()).isEqualTo(403);
            assertThat(sites.withScope("coordinator", "system/Flag.rs")
                            .post(path, asked(version, null))
                            .status())
                    .as("a token that only reads")
                    .isEqualTo(403);
            assertThat(sites.as("coordinator-b")
                            .post(path, asked(version, null))
                            .status())
                    .isEqualTo(404);
            assertThat(open(subject)).hasSize(1);

            Answer answer = coordinator.post(path, asked(version, "The laboratory repeats it."));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            Extension seen = answer.as(Flag.class).getExtensionByUrl(GUIDE + "alert-acknowledgement");
            assertThat(((Identifier) seen.getExtensionByUrl("who").getValue()).getValue())
                    .isNotBlank();
            assertThat(seen.getExtensionByUrl("time").hasValue()).isTrue();
            assertThat(seen.getExtensionByUrl("note").getValue().primitiveValue())
                    .isEqualTo("The laboratory repeats it.");
            assertThat(answer.as(Flag.class).getStatus()).isEqualTo(FlagStatus.ACTIVE);
            assertThat(open(subject)).isEmpty();
            assertThat(coordinator.post(path, asked(version, null)).status())
                    .as("again, by the same client")
                    .isEqualTo(200);
            assertThat(sites.as("coordinator-b")
                            .get("/Flag?patient=Patient/" + subject.patient())
                            .bundle()
                            .getEntry())
                    .as("of another site")
                    .isEmpty();
            assertThat(analyst.get("/Flag?study=ResearchStudy/NCT06813157&research-subject=ResearchSubject/"
                                    + subject.subject() + "&date=ge2026-01-01")
                            .bundle()
                            .getEntry())
                    .hasSize(1);
            assertThat(coordinator
                            .put("/Flag/" + alert.getIdElement().getIdPart(), alert)
                            .status())
                    .as("the server alone writes it")
                    .isEqualTo(403);
        }
    }

    @Nested
    class AnInfusion {

        @Test
        void ofWhoIsNotEligibleAnyMoreNeedsAReason() {
            Visits subject = eligible("alert-3");
            immunoglobulin(subject, "2026-03-09");
            MedicationAdministration dose = subject.dose("infusion-1", "2026-03-10");

            Answer refused = coordinator.post("/MedicationAdministration", dose);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.issues()).contains("eligibility does not hold", "EXC04 is met", REASON);

            dose.addExtension(new Extension(REASON, new StringType("Given before the drug was told of.")));
            Answer taken = coordinator.post("/MedicationAdministration", dose);
            assertThat(taken.status()).as(taken.body()).isEqualTo(201);
            MedicationAdministration stored = taken.as(MedicationAdministration.class);
            String path = "/MedicationAdministration/" + stored.getIdElement().getIdPart();

            DetectedIssue deviation = deviation(subject);
            assertThat(deviation.getStatus()).isEqualTo(DetectedIssueStatus.FINAL);
            assertThat(deviation.getImplicatedFirstRep().getReference()).isEqualTo(path.substring(1));
            assertThat(deviation.getExtensionByUrl(REASON).getValue().primitiveValue())
                    .isEqualTo("Given before the drug was told of.");
            assertThat(deviation.getDetail()).contains("EXC04");
            assertThat(code(coordinator
                            .get("/"
                                    + deviation
                                            .getEvidenceFirstRep()
                                            .getDetailFirstRep()
                                            .getReference())
                            .as(Observation.class)))
                    .as("the verdict that it was judged by is stored with it")
                    .isEqualTo("ineligible");

            stored.getExtensionByUrl(REASON).setValue(new StringType("Told of too late."));
            assertThat(coordinator.put(path, stored).status()).isEqualTo(200);
            assertThat(deviation(subject).getExtensionByUrl(REASON).getValue().primitiveValue())
                    .isEqualTo("Told of too late.");
            stored.getExtension().removeIf(one -> one.getUrl().equals(REASON));
            assertThat(coordinator.put(path, stored).issues()).contains("its reason stays");

            stored.setStatus(MedicationAdministrationStatus.ENTEREDINERROR);
            Answer undone = coordinator.put(path, stored);
            assertThat(undone.status()).as(undone.body()).isEqualTo(200);
            assertThat(deviation(subject).getStatus()).isEqualTo(DetectedIssueStatus.ENTEREDINERROR);
        }

        @Test
        void afterTheFirstIsHeldToWhatBecomesKnownOfTheTimeBeforeAndNotToWhatComesAfter() {
            Visits subject = eligible("alert-4");
            subject.infusion("infusion-1", "2026-03-10");
            immunoglobulin(subject, "2026-03-16");
            subject.infusion("infusion-2", "2026-03-17");

            correctHbsAg(subject, true);
            Answer refused = coordinator.post("/MedicationAdministration", subject.dose("infusion-3", "2026-03-31"));
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.issues()).contains("as of 2026-03-10", "EXC09 is met");
            assertThat(active(subject, "verdict-fell").getCode().getText()).contains("EXC09");
        }
    }

    @Nested
    class OfTime {

        @Test
        void aVisitThatDidNotTakePlaceInItsWindowIsOneUntilItDid() {
            Visits subject = eligible("alert-5");
            subject.infusion("infusion-1", "2026-03-10");

            await().atMost(SOON).untilAsserted(() -> assertThat(flags(subject, "visit-missed", "&status=active"))
                    .extracting(one -> one.getCode().getText())
                    .anySatisfy(said -> assertThat(said).contains("infusion-2", "by 2026-03-18")));

            subject.infusion("infusion-2", "2026-03-20");
            await().atMost(SOON).untilAsserted(() -> assertThat(flags(subject, "visit-missed", "&status=inactive"))
                    .extracting(one -> one.getExtensionByUrl(GUIDE + "alert-end")
                            .getValue()
                            .primitiveValue())
                    .contains("The visit took place on 2026-03-20."));
        }

        @Test
        void aWindowThatEndsSoonIsOne() {
            LocalDate today = LocalDate.now();
            Visits subject = Visits.of(coordinator, "alert-6", today.minusDays(30) + "T09:00:00+08:00")
                    .eligible(today.minusDays(20).toString());
            subject.infusion("infusion-1", today.minusDays(6).toString());

            assertThat(active(subject, "window-closing").getCode().getText())
                    .contains("infusion-2", "ends on " + today.plusDays(2));
        }
    }

    @Nested
    class OfAResult {

        @Test
        void aSevereGradeSinceTheFirstInfusionIsOneUntilItIsCorrected() {
            Visits subject = eligible("alert-7");
            subject.infusion("infusion-1", "2026-03-10");
            Observation alt = new Observation();
            alt.setStatus(Observation.ObservationStatus.FINAL);
            alt.addCategory()
                    .addCoding(new Coding(
                            "http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", null));
            alt.getCode().addCoding(new Coding("http://loinc.org", "1742-6", null));
            alt.setSubject(new Reference("Patient/" + subject.patient()));
            alt.setEffective(new DateTimeType("2026-04-01T08:00:00+08:00"));
            alt.setValue(units("230", new Quantity()));
            alt.addReferenceRange().setHigh((SimpleQuantity) units("40", new SimpleQuantity()));
            Answer stored = coordinator.post("/Observation", alt);
            assertThat(stored.status()).as(stored.body()).isEqualTo(201);

            assertThat(active(subject, "grade-suggested").getCode().getText())
                    .contains("Alanine aminotransferase increased, grade 3 suggested", "230 U/L on 2026-04-01");
            Observation corrected = stored.as(Observation.class);
            corrected.setStatus(Observation.ObservationStatus.CORRECTED);
            corrected.setValue(units("23", new Quantity()));
            assertThat(coordinator
                            .put("/Observation/" + corrected.getIdElement().getIdPart(), corrected)
                            .status())
                    .isEqualTo(200);
            await().atMost(SOON).untilAsserted(() -> assertThat(flags(subject, "grade-suggested", "&status=active"))
                    .isEmpty());
        }
    }

    @Test
    void aSitesClientIsToldOfItsOwnAlertsAndOfNothingElse() {
        Subscription alerts = new Subscription();
        alerts.setStatus(Subscription.SubscriptionStatus.OFF);
        alerts.setReason("Our inbox shows what is new.");
        alerts.setCriteria("Flag?status=active");
        alerts.getChannel().setType(Subscription.SubscriptionChannelType.RESTHOOK);
        alerts.getChannel().setEndpoint("https://inbox.hospital.example/notices");
        alerts.addExtension(new Extension(GUIDE + "subscriber-site", new Reference("Organization/site-b")));

        Answer stored = coordinator.post("/Subscription", alerts);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(((Reference) stored.as(Subscription.class)
                                .getExtensionByUrl(GUIDE + "subscriber-site")
                                .getValue())
                        .getReference())
                .as("whatever the client says")
                .isEqualTo("Organization/site-unknown");
        alerts.getChannel().setPayload("application/fhir+json");
        assertThat(coordinator.post("/Subscription", alerts).issues()).contains("carries nothing");
        alerts.getChannel().setPayload(null);
        assertThat(sites.as("registry").post("/Subscription", alerts).issues()).contains("of a site's client");
    }

    private static Quantity units(String value, Quantity quantity) {
        return quantity.setValue(new BigDecimal(value))
                .setUnit("U/L")
                .setSystem("http://unitsofmeasure.org")
                .setCode("U/L");
    }

    private Visits eligible(String number) {
        return Visits.of(coordinator, number, "2026-03-02T09:00:00+08:00").eligible("2026-03-05");
    }

    private void immunoglobulin(Visits subject, String day) {
        MedicationStatement drug = new MedicationStatement();
        drug.setStatus(MedicationStatementStatus.COMPLETED);
        drug.setMedication(new CodeableConcept(new Coding("http://www.whocc.no/atc", "J06BA02", null)));
        drug.setSubject(new Reference("Patient/" + subject.patient()));
        drug.setEffective(new Period().setStartElement(new DateTimeType(day)).setEndElement(new DateTimeType(day)));
        Answer stored = coordinator.post("/MedicationStatement", drug);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
    }

    private void correctHbsAg(Visits subject, boolean positive) {
        Observation result =
                (Observation) all("/Observation?code=http://loinc.org%7C5195-3&subject=Patient/" + subject.patient())
                        .get(0);
        result.setStatus(Observation.ObservationStatus.CORRECTED);
        result.setValue(
                new CodeableConcept(new Coding("http://snomed.info/sct", positive ? "10828004" : "260385009", null)));
        Answer stored = coordinator.put("/Observation/" + result.getIdElement().getIdPart(), result);
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
    }

    private Observation verdict(Visits subject) {
        return (Observation) all("/Observation?code=eligibility&subject=Patient/" + subject.patient())
                .get(0);
    }

    private static String code(Observation result) {
        return result.getValueCodeableConcept().getCodingFirstRep().getCode();
    }

    private DetectedIssue deviation(Visits subject) {
        List<Resource> found = all("/DetectedIssue?patient=Patient/" + subject.patient());
        assertThat(found).hasSize(1);
        return (DetectedIssue) found.get(0);
    }

    private Flag active(Visits subject, String code) {
        return await().atMost(SOON)
                .until(() -> flags(subject, code, "&status=active"), found -> !found.isEmpty())
                .get(0);
    }

    private Flag alert(Visits subject, String code) {
        return flags(subject, code, "").get(0);
    }

    private List<Flag> open(Visits subject) {
        return flags(subject, "verdict-fell", "&status=active&acknowledged=false");
    }

    private List<Flag> flags(Visits subject, String code, String more) {
        return all("/Flag?research-subject=ResearchSubject/" + subject.subject() + "&code=" + code + more).stream()
                .map(Flag.class::cast)
                .toList();
    }

    private List<Resource> all(String search) {
        Answer answer = coordinator.get(search);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.bundle().getEntry().stream()
                .map(entry -> entry.getResource())
                .toList();
    }

    private static Parameters asked(String version, String note) {
        Parameters asked = new Parameters();
        asked.addParameter("version", new StringType(version));
        if (note != null) {
            asked.addParameter("note", new StringType(note));
        }
        return asked;
    }
}
