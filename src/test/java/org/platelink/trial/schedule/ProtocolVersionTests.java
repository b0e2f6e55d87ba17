package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Range;
import org.junit.jupiter.api.Test;
import org.platelink.trial.schedule.ProtocolTimeline.ConsentToVersion;
import org.platelink.trial.subject.PartialDate;

/** A protocol with an amendment: 1.0 and, from 2026-02-01 on, 1.1, which widens a window, drops and adds a visit. */
class ProtocolVersionTests {

    private static final LocalDate EFFECTIVE = LocalDate.parse("2026-02-01");

    private static PlanDefinition plan(String version) {
        PlanDefinition plan =
                CourseLines.plan(java.nio.file.Path.of("fhir-resources/study/PlanDefinition-msc-itp-protocol.json"));
        return plan.setVersion(version);
    }

    private static Protocol read(PlanDefinition plan) {
        return ProtocolReader.read(plan, definition -> definition.endsWith("/visit-infusion"));
    }

    private static Protocol amended() {
        PlanDefinition plan = plan("1.1");
        Range window = (Range) plan.getAction().stream()
                .filter(action -> action.getId().equals("infusion-2"))
                .findFirst()
                .orElseThrow()
                .getRelatedActionFirstRep()
                .getExtensionByUrl(ProtocolReader.WINDOW)
                .getValue();
        window.getLow().setValue(3);
        window.getHigh().setValue(11);
        plan.getAction().removeIf(action -> action.getId().equals("fu-m9"));
        var month12 = plan.getAction().stream()
                .filter(action -> action.getId().equals("fu-m12"))
                .findFirst()
                .orElseThrow();
        plan.addAction(month12.copy().setTitle("Month 18"));
        plan.getAction().get(plan.getAction().size() - 1).setId("fu-m18");
        return read(plan);
    }

    private static ProtocolTimeline timeline(boolean onReconsent, String entered, ConsentToVersion... consents) {
        ProtocolVersions versions = new ProtocolVersions(
                "p",
                List.of(
                        new ProtocolVersions.Version(read(plan("1.0")), LocalDate.MIN, false),
                        new ProtocolVersions.Version(amended(), EFFECTIVE, onReconsent)));
        return ProtocolTimeline.of(versions, Optional.of(LocalDate.parse(entered)), List.of(consents));
    }

    private static ConsentToVersion consent(String version, String given) {
        return new ConsentToVersion(version, LocalDate.parse(given));
    }

    private static String phases(ProtocolTimeline timeline) {
        return timeline.phases().stream()
                .map(phase -> phase.protocol().version()
                        + (phase.from().equals(LocalDate.MIN) ? "" : " from " + phase.from()))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    }

    private static ScheduledVisit visit(ProtocolTimeline timeline, String action, String asOf, String... way) {
        return VersionedSchedule.of(timeline, CourseLines.course(List.of(way)), LocalDate.parse(asOf)).stream()
                .filter(visit -> visit.visit().action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void movesASubjectOnTheEffectiveDayOrOnItsConsentToTheAmendment() {
        assertThat(phases(timeline(false, "2026-01-05"))).isEqualTo("1.0, 1.1 from 2026-02-01");
        assertThat(phases(timeline(true, "2026-01-05"))).isEqualTo("1.0");
        assertThat(phases(timeline(true, "2026-01-05", consent("1.0", "2026-01-05"), consent("1.1", "2026-03-01"))))
                .isEqualTo("1.0, 1.1 from 2026-03-01");
        assertThat(phases(timeline(false, "2026-01-05", consent("1.1", "2026-01-20"))))
                .isEqualTo("1.0, 1.1 from 2026-01-20");
    }

    @Test
    void beginsWithTheVersionInForceOnTheDayOfEntry() {
        assertThat(phases(timeline(true, "2026-01-31"))).isEqualTo("1.0");
        assertThat(phases(timeline(true, "2026-02-01"))).isEqualTo("1.1");
        // The site still had the old consent form.
        assertThat(phases(timeline(true, "2026-02-01", consent("1.0", "2026-02-01"))))
                .isEqualTo("1.0");
    }

    @Test
    void keepsTheVerdictsOfThePast() {
        String[] way = {"dose infusion-1 on 2026-01-05", "dose infusion-2 on 2026-01-15"};

        ScheduledVisit second = visit(timeline(false, "2025-12-01"), "infusion-2", "2026-03-01", way);

        // Ten days are late by 1.0 and would be in time by 1.1.
        assertThat(second.status()).isEqualTo(VisitStatus.LATE);
        assertThat(second.version()).isEqualTo("1.0");
        assertThat(visit(timeline(true, "2026-02-01"), "infusion-2", "2026-03-01", way)
                        .status())
                .isEqualTo(VisitStatus.IN_WINDOW);
    }

    @Test
    void judgesWhatTookPlaceOnTheDayOfTheAmendmentByTheAmendment() {
        ProtocolTimeline timeline = timeline(false, "2025-12-01");

        assertThat(visit(
                                timeline,
                                "infusion-2",
                                "2026-03-01",
                                "dose infusion-1 on 2026-01-21",
                                "dose infusion-2 on 2026-01-31")
                        .status())
                .isEqualTo(VisitStatus.LATE);
        assertThat(visit(
                                timeline,
                                "infusion-2",
                                "2026-03-01",
                                "dose infusion-1 on 2026-01-22",
                                "dose infusion-2 on 2026-02-01")
                        .status())
                .isEqualTo(VisitStatus.IN_WINDOW);
    }

    @Test
    void keepsWhatWasMissedBeforeTheAmendment() {
        ProtocolTimeline timeline = timeline(false, "2025-12-01");

        // By 1.0 the window closed on 31 January, by 1.1 it is open until 3 February.
        assertThat(visit(timeline, "infusion-2", "2026-02-02", "dose infusion-1 on 2026-01-22")
                        .status())
                .isEqualTo(VisitStatus.MISSED);
        assertThat(visit(timeline, "infusion-2", "2026-02-02", "dose infusion-1 on 2026-01-24")
                        .status())
                .isEqualTo(VisitStatus.DUE);
    }

    @Test
    void keepsADroppedVisitInTheHistory() {
        ProtocolTimeline timeline = timeline(false, "2025-01-01");
        String[] way = {"dose infusion-5 on 2025-04-25"};

        assertThat(visit(timeline, "fu-m9", "2026-01-31", way).status()).isEqualTo(VisitStatus.DUE);
        ScheduledVisit dropped = visit(timeline, "fu-m9", "2026-02-01", way);
        assertThat(dropped.status()).isEqualTo(VisitStatus.NOT_APPLICABLE);
        assertThat(dropped.reason())
                .isEqualTo(
                        "Version 1.1 of the protocol, in force for the subject since 2026-02-01, has no such visit.");
        ScheduledVisit held = visit(timeline, "fu-m9", "2026-03-01", way[0], "fu-m9 on 2026-01-31");
        assertThat(held.status()).isEqualTo(VisitStatus.INDETERMINATE);
        assertThat(held.actual()).isNotNull();
        assertThat(held.version()).isEqualTo("1.0");
        assertThat(visit(timeline, "fu-m18", "2026-02-01", way).status()).isEqualTo(VisitStatus.PLANNED);
    }

    @Test
    void namesAVisitByAnotherVersion() {
        ProtocolTimeline timeline = timeline(true, "2025-12-01");
        PartialDate day = PartialDate.of("2026-02-20");
        StudyCourse course = new StudyCourse(
                CourseLines.course(List.of("screening since 2025-12-01")).states(),
                List.of(new Occurrence("fu-m18", day, day, "Encounter/1", false, "1.1", null)));

        ScheduledVisit visit = VersionedSchedule.of(timeline, course, LocalDate.parse("2026-03-01")).stream()
                .filter(one -> one.visit().action().equals("fu-m18"))
                .findFirst()
                .orElseThrow();

        assertThat(visit.deviationCodes()).containsExactly(DeviationCode.OTHER_VERSION);
        assertThat(visit.reason())
                .startsWith("It names version 1.1 of the protocol; in force for the subject was 1.0.");
    }

    @Test
    void ordersVersionsAsPeopleReadThem() {
        assertThat(Stream.of("1.10", "1.9", "", "2", "10", "1.9a").sorted(new VersionNumberOrder()))
                .containsExactly("", "1.9", "1.9a", "1.10", "2", "10");
    }

    @Test
    void picksTheProtocolOfAnArm() {
        ProtocolVersions a = versions("a");
        ProtocolVersions b = versions("b");
        ProtocolVersions common = versions("common");
        var arms = List.of(new StudyProtocols.ArmProtocol("A", "a"), new StudyProtocols.ArmProtocol("B", "b"));
        StudyProtocols study = new StudyProtocols("s", List.of(a, b), arms, List.of());

        assertThat(study.ofArm("A")).contains(a);
        assertThat(study.ofArm("B")).contains(b);
        assertThat(study.ofArm("")).isEmpty();
        assertThat(study.whyNone("")).contains("the subject has no arm yet");
        assertThat(study.whyNone("C")).contains("the arm \"C\" picks none of them");
        assertThat(new StudyProtocols("s", List.of(a, b, common), arms, List.of()).ofArm(""))
                .contains(common);
        assertThat(new StudyProtocols("s", List.of(a), List.of(), List.of()).ofArm("any"))
                .contains(a);
        assertThat(new StudyProtocols("s", List.of(), List.of(), List.of()).whyNone(""))
                .startsWith("The study s has no protocol");
    }

    private static ProtocolVersions versions(String url) {
        return new ProtocolVersions(
                url,
                List.of(new ProtocolVersions.Version(
                        new Protocol(url, url, "", url, List.of()), LocalDate.MIN, false)));
    }
}
