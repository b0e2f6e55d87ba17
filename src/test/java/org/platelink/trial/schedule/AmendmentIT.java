package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Amendments, several protocols of a study and a study without one, with synthetic subjects and studies. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AmendmentIT {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/StructureDefinition/";
    private static final String URL = "https://platelink.org/synthetic/PlanDefinition/";

    private final FhirClient coordinator;
    private final FhirClient operator;

    AmendmentIT(@LocalServerPort int port) {
        this.coordinator = FhirClient.at(port);
        this.operator = FhirClient.of(port, "operator");
    }

    @BeforeAll
    void studies() {
        study("amended", "amended-protocol");
        study("besides", "besides-protocol");
        study("unplanned");
        ResearchStudy arms = copy("arms", "arm-a", "arm-b");
        arms.getArm().clear();
        for (String arm : List.of("a", "b")) {
            arms.addArm()
                    .setName("Arm " + arm)
                    .addExtension(GUIDE + "arm-protocol", new CanonicalType(URL + "arm-" + arm));
        }
        plan("amended-protocol", "amended-protocol", "1.0");
        plan("besides-protocol", "besides-protocol", "1.0");
        PlanDefinition beside = copyOfPlan("besides-protocol-1.1", "besides-protocol", "1.1");
        beside.getEffectivePeriod().setStartElement(new DateTimeType("2025-03-01"));
        without(beside, "fu-m9");
        put("/PlanDefinition/besides-protocol-1.1", beside);
        plan("arm-a", "arm-a", "1");
        PlanDefinition b = copyOfPlan("arm-b", "arm-b", "1");
        without(b, "fu-m9");
        put("/PlanDefinition/arm-b", b);
        for (String id : List.of("amended", "besides", "unplanned")) {
            put("/ResearchStudy/" + id, studies.get(id));
        }
        put("/ResearchStudy/arms", arms);
    }

    private final java.util.Map<String, ResearchStudy> studies = new java.util.HashMap<>();

    private void study(String id, String... protocols) {
        studies.put(id, copy(id, protocols));
    }

    private ResearchStudy copy(String id, String... protocols) {
        ResearchStudy study = coordinator.get("/ResearchStudy/NCT06813157").as(ResearchStudy.class);
        study.setId(id);
        study.getIdentifier().clear();
        study.addIdentifier().setSystem("https://platelink.org/synthetic").setValue(id);
        study.getEnrollment().clear();
        study.getProtocol().clear();
        for (String protocol : protocols) {
            study.addProtocol().setReference("PlanDefinition/" + protocol);
        }
        return study;
    }

    private PlanDefinition copyOfPlan(String id, String url, String version) {
        PlanDefinition plan =
                coordinator.get("/PlanDefinition/msc-itp-protocol").as(PlanDefinition.class);
        plan.setId(id);
        plan.setUrl(URL + url).setVersion(version);
        return plan;
    }

    private void plan(String id, String url, String version) {
        put("/PlanDefinition/" + id, copyOfPlan(id, url, version));
    }

    private static void without(PlanDefinition plan, String action) {
        plan.getAction().removeIf(one -> one.getId().equals(action));
    }

    private void put(String path, org.hl7.fhir.r4.model.Resource resource) {
        Answer answer = operator.put(path, resource);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    private ResearchSubject registered(String study, String number) {
        Parameters person = new Parameters();
        person.addParameter()
                .setName("identifier")
                .setValue(new Identifier()
                        .setSystem("https://platelink.org/synthetic")
                        .setValue(number));
        person.addParameter("birthDate", new DateType("1980-05-17"));
        person.addParameter("gender", new CodeType("female"));
        person.addParameter("consentDateTime", new DateTimeType("2025-01-06"));
        person.addParameter().setName("site").setValue(new Reference("Organization/site-unknown"));
        Answer answer = coordinator.post("/ResearchStudy/" + study + "/$register-subject", person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(ResearchSubject.class);
    }

    private Answer visit(ResearchSubject subject, String protocol, String action, String date) {
        Encounter visit = new Encounter();
        Extension planned = new Extension(GUIDE + "planned-visit");
        planned.addExtension(new Extension("protocol", new CanonicalType(URL + protocol)));
        planned.addExtension(new Extension("action", new StringType(action)));
        visit.addExtension(planned);
        visit.setStatus(Encounter.EncounterStatus.FINISHED);
        visit.setClass_(
                new org.hl7.fhir.r4.model.Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", null));
        visit.setSubject(new Reference(subject.getIndividual().getReference()));
        visit.getPeriod().setStartElement(new DateTimeType(date)).setEndElement(new DateTimeType(date));
        return coordinator.post("/Encounter", visit);
    }

    private CarePlan schedule(ResearchSubject subject, String asOf) {
        Answer answer =
                coordinator.get("/ResearchSubject/" + subject.getIdElement().getIdPart() + "/$schedule?asOf=" + asOf);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(CarePlan.class);
    }

    /** Status and version of a visit, and why; "none" if the schedule has no such visit. */
    private static String visit(CarePlan plan, String action) {
        return plan.getActivity().stream()
                .map(activity -> activity.getDetail())
                .filter(detail -> part(detail.getExtensionByUrl(GUIDE + "visit-timing"), "action")
                        .equals(action))
                .map(detail -> {
                    Extension timing = detail.getExtensionByUrl(GUIDE + "visit-timing");
                    return part(timing, "status") + " " + part(timing, "version") + " " + part(timing, "deviationCode")
                            + " " + detail.getStatusReason().getText();
                })
                .findFirst()
                .orElse("none");
    }

    private static String part(Extension timing, String name) {
        return timing.hasExtension(name)
                ? timing.getExtensionByUrl(name).getValue().primitiveValue()
                : "-";
    }

    @Test
    void keepsThePastWhenAProtocolIsPutOver() {
        ResearchSubject subject = registered("amended", "amended-1");
        Visits.id(visit(subject, "amended-protocol", "v1-screening", "2025-01-06"));
        Visits.id(visit(subject, "amended-protocol", "v2-baseline", "2025-02-10"));
        PlanDefinition amended = copyOfPlan("amended-protocol", "amended-protocol", "1.1");
        amended.getEffectivePeriod().setStartElement(new DateTimeType("2025-03-01"));
        without(amended, "v1-screening");
        without(amended, "fu-m9");
        put("/PlanDefinition/amended-protocol", amended);

        CarePlan after = schedule(subject, "2025-03-02");

        assertThat(after.getInstantiatesCanonical().get(0).getValue()).isEqualTo(URL + "amended-protocol|1.1");
        assertThat(visit(after, "v1-screening")).startsWith("in-window 1.0");
        assertThat(visit(after, "v2-baseline")).startsWith("in-window 1.0");
        assertThat(visit(after, "infusion-1")).startsWith("planned 1.1");
        assertThat(visit(after, "fu-m9"))
                .isEqualTo("not-applicable 1.0 - Version 1.1 of the protocol, in force for the subject since"
                        + " 2025-03-01, has no such visit.");
        assertThat(visit(schedule(subject, "2025-02-28"), "fu-m9")).startsWith("planned 1.0");
        assertThat(org.platelink.platform.validation.GuideFaults.of(after)).isEmpty();

        // A visit is held to the version in force on its day, and a version that nobody knows is refused.
        Answer dropped = visit(subject, "amended-protocol", "v1-screening", "2025-03-05");
        assertThat(dropped.status()).isEqualTo(422);
        assertThat(dropped.issues())
                .contains("Version 1.1 of the protocol, in force for the subject on 2025-03-05, has no visit"
                        + " \"v1-screening\"");
        Answer unknown = visit(subject, "amended-protocol|9", "v2-baseline", "2025-03-05");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.issues())
                .contains("names version 9 of the protocol, which is not known; known are 1.0, 1.1");
        Visits.id(visit(subject, "amended-protocol|1.0", "fu-m9", "2025-03-06"));
        assertThat(visit(schedule(subject, "2025-04-01"), "fu-m9")).contains("1.0 other-version");
        Answer applied = coordinator.get("/PlanDefinition/amended-protocol/$apply?subject=ResearchSubject/"
                + subject.getIdElement().getIdPart());
        assertThat(applied.status()).as(applied.body()).isEqualTo(200);
    }

    @Test
    void refusesAProtocolOfWhichNoScheduleCanBeMade() {
        PlanDefinition broken = copyOfPlan("broken-protocol", "broken-protocol", "1");
        broken.getAction()
                .get(3)
                .getRelatedActionFirstRep()
                .setOffset(new org.hl7.fhir.r4.model.Duration()
                        .setValue(180)
                        .setSystem("http://unitsofmeasure.org")
                        .setCode("h"))
                .getExtension()
                .clear();

        Answer answer = operator.put("/PlanDefinition/broken-protocol", broken);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.issues())
                .contains("PlanDefinition.action[3]: a distance in hours, minutes or seconds must come to whole days");
    }

    @Test
    void runsTheTrialAsAGraph() {
        PlanDefinition graph = TrialAsGraph.plan();
        graph.setId("graph-protocol");
        graph.setUrl(URL + "graph-protocol").setVersion("2");
        put("/PlanDefinition/graph-protocol", graph);
        put("/ResearchStudy/graph", copy("graph", "graph-protocol"));
        ResearchSubject subject = registered("graph", "graph-1");
        Visits.id(visit(subject, "graph-protocol", "v1-screening", "2025-01-06"));
        Visits.id(visit(subject, "graph-protocol", "infusion-1", "2025-01-13"));
        Visits.id(visit(subject, "graph-protocol", "infusion-2", "2025-01-22"));

        CarePlan plan = schedule(subject, "2025-02-01");

        assertThat(visit(plan, "infusion-2")).startsWith("late 2");
        assertThat(visit(plan, "infusion-3")).startsWith("planned 2");
        assertThat(visit(plan, "early-withdrawal")).startsWith("not-applicable 2");
    }

    @Test
    void readsAVersionKeptBesideTheOther() {
        ResearchSubject subject = registered("besides", "besides-1");

        assertThat(visit(schedule(subject, "2025-02-28"), "fu-m9")).startsWith("planned 1.0");
        assertThat(visit(schedule(subject, "2025-03-01"), "fu-m9")).startsWith("not-applicable 1.0");
        assertThat(visit(schedule(subject, "2025-03-01"), "fu-m12")).startsWith("planned 1.1");
    }

    @Test
    void picksTheScheduleByTheArm() {
        ResearchSubject subject = registered("arms", "arms-1");
        String path = "/ResearchSubject/" + subject.getIdElement().getIdPart();

        Answer none = coordinator.get(path + "/$schedule");
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.issues()).contains("the subject has no arm yet");
        assertThat(coordinator.get("/ResearchStudy/arms/$upcoming-visits").status())
                .isEqualTo(200);

        ResearchSubject stored = coordinator.get(path).as(ResearchSubject.class);
        stored.setAssignedArm("Arm b");
        assertThat(coordinator.put(path, stored).status()).isEqualTo(200);
        assertThat(visit(schedule(subject, "2025-03-01"), "fu-m9")).isEqualTo("none");
        assertThat(visit(schedule(subject, "2025-03-01"), "fu-m12")).startsWith("planned 1");
        assertThat(visit(subject, "arm-a", "v1-screening", "2025-01-06").issues())
                .contains("names another protocol than the subject's");
    }

    @Test
    void aStudyWithoutAProtocolDoesNotStandInTheWayOfAnother() {
        Visits subject = Visits.of(coordinator, "unplanned-1", "2025-01-06").eligible("2025-01-08");
        ResearchSubject other = registered("unplanned", "unplanned-1");
        assertThat(other.getIndividual().getReference()).isEqualTo("Patient/" + subject.patient());

        subject.infusion("infusion-1", "2025-01-13");

        assertThat(subject.table("2025-01-14")).contains("infusion-1 in-window 2025-01-13");
        assertThat(coordinator
                        .get("/ResearchSubject/" + other.getIdElement().getIdPart() + "/$schedule")
                        .issues())
                .contains("The study unplanned has no protocol");
    }

    @Test
    void takesSkippedInfusionsAndInfusionsOutOfOrder() {
        Visits subject = Visits.of(coordinator, "skipped-1", "2025-01-06").eligible("2025-01-08");
        subject.infusion("infusion-1", "2025-01-13");
        subject.infusion("infusion-2", "2025-01-20");
        subject.infusion("infusion-4", "2025-02-03");

        assertThat(subject.table("2025-02-04"))
                .contains("infusion-3 missed 2025-02-03 2025-01-31..2025-02-06 - -")
                .contains("infusion-4 in-window 2025-02-03 2025-01-31..2025-02-06 2025-02-03 0");
        assertThat(subject.schedule("asOf=2025-02-04").body())
                .contains("infusion-3 was skipped: counted from infusion-2, the last one given before it.");
        assertThat(coordinator
                        .get(Visits.STUDY + "/$visit-compliance?asOf=2025-02-04&table=deviations&_format=text/csv")
                        .body()
                        .lines()
                        .filter(line -> line.contains(subject.subject() + ",")))
                .anyMatch(line -> line.contains(",infusion-4,") && line.contains(",after-skipped,"))
                .anyMatch(line -> line.contains(",infusion-3,") && line.contains(",skipped,"));

        subject.infusion("infusion-5", "2025-02-17");
        assertThat(began(subject, "follow-up")).isEqualTo("2025-02-17");
        MedicationAdministration late = subject.dose("infusion-3", "2025-02-24");
        Visits.id(coordinator.post("/MedicationAdministration", late));
        assertThat(began(subject, "follow-up")).isEqualTo("2025-02-24");
        assertThat(subject.table("2025-02-25"))
                .contains("infusion-3 early 2025-03-03")
                .contains("fu-d14 planned 2025-03-10");
        assertThat(org.platelink.platform.validation.GuideFaults.of(
                        subject.schedule("asOf=2025-02-25").as(CarePlan.class)))
                .isEmpty();
    }

    private String began(Visits subject, String state) {
        return coordinator
                .get("/ResearchSubject/" + subject.subject())
                .as(ResearchSubject.class)
                .getExtensionsByUrl(GUIDE + "subject-state")
                .stream()
                .filter(one -> one.getExtensionByUrl("state")
                        .getValue()
                        .primitiveValue()
                        .equals(state))
                .map(one -> one.getExtensionByUrl("began").getValue().primitiveValue())
                .findFirst()
                .orElse("-");
    }

    @Test
    void refusesUnknownParameters() {
        Visits subject = Visits.of(coordinator, "parameters-1", "2025-01-06");
        for (String asked : List.of(
                Visits.STUDY + "/$visit-compliance?date=2025-02-01",
                Visits.STUDY + "/$upcoming-visits?until=2025-02-01",
                "/ResearchSubject/" + subject.subject() + "/$schedule?date=2025-02-01",
                "/ResearchSubject/" + subject.subject() + "/$visit-labs?visit=infusion-1&codes=1")) {
            Answer answer = coordinator.get(asked);
            assertThat(answer.status()).as(asked).isEqualTo(400);
            assertThat(answer.issues()).contains("is not supported here");
        }
    }
}
