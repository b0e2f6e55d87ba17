package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityDetailComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityKind;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityStatus;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.trial.subject.SubjectState;

/** Maps a {@link SubjectSchedule} to a CarePlan of the guide's profile {@code visit-schedule}. */
final class ScheduleCarePlan {

    private static final Map<SubjectState, CarePlanStatus> STATUS = Map.of(
            SubjectState.OFF_STUDY, CarePlanStatus.COMPLETED,
            SubjectState.WITHDRAWN, CarePlanStatus.REVOKED,
            SubjectState.INELIGIBLE, CarePlanStatus.REVOKED);

    private ScheduleCarePlan() {}

    static CarePlan of(SubjectSchedule schedule) {
        SubjectRecord subject = schedule.subject();
        CarePlan plan = new CarePlan();
        plan.getMeta().addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "visit-schedule");
        plan.addInstantiatesCanonical(schedule.protocol().canonical());
        plan.setStatus(STATUS.getOrDefault(schedule.state(), CarePlanStatus.ACTIVE));
        plan.setIntent(CarePlanIntent.PLAN);
        plan.setTitle(schedule.protocol().title());
        plan.setSubject(new Reference("Patient/" + subject.patient()));
        plan.setCreatedElement(new DateTimeType(schedule.asOf().toString()));
        plan.addSupportingInfo(new Reference("ResearchSubject/" + subject.id()));
        schedule.visits().forEach(visit -> plan.addActivity(activity(visit)));
        return plan;
    }

    private static CarePlanActivityComponent activity(ScheduledVisit visit) {
        CarePlanActivityComponent activity = new CarePlanActivityComponent();
        visit.tookPlace().forEach(one -> activity.addOutcomeReference(new Reference(one.reference())));
        CarePlanActivityDetailComponent detail = activity.getDetail();
        detail.addExtension(timing(visit));
        detail.setKind(CarePlanActivityKind.APPOINTMENT);
        PlannedVisit planned = visit.visit();
        if (planned.definition() != null) {
            if (planned.definition().contains(":")) {
                detail.addInstantiatesCanonical(planned.definition());
            } else {
                detail.addInstantiatesUri(planned.definition());
            }
        }
        detail.setCode(
                new CodeableConcept().setCoding(List.copyOf(planned.code())).setText(planned.title()));
        detail.setStatus(status(visit));
        if (visit.reason() != null) {
            detail.setStatusReason(new CodeableConcept().setText(visit.reason()));
        }
        scheduled(visit.window()).ifPresent(detail::setScheduled);
        return activity;
    }

    private static CarePlanActivityStatus status(ScheduledVisit visit) {
        if (visit.actual() != null) {
            return CarePlanActivityStatus.COMPLETED;
        }
        return switch (visit.status()) {
            case NOT_APPLICABLE, MISSED -> CarePlanActivityStatus.CANCELLED;
            default -> CarePlanActivityStatus.NOTSTARTED;
        };
    }

    /** The window as a Period; if no window is stated, the target day. */
    private static Optional<Type> scheduled(Window window) {
        Window reach = window.isStated()
                ? window
                : new Window(window.target(), window.target(), window.target(), window.projected());
        if (!reach.isStated()) {
            return Optional.empty();
        }
        Period period = new Period();
        if (reach.earliest() != null) {
            period.setStartElement(new DateTimeType(reach.earliest().toString()));
        }
        if (reach.latest() != null) {
            period.setEndElement(new DateTimeType(reach.latest().toString()));
        }
        return Optional.of(period);
    }

    private static Extension timing(ScheduledVisit visit) {
        Extension timing = new Extension(CanonicalUrls.STRUCTURE_DEFINITION + "visit-timing");
        add(timing, "action", new StringType(visit.visit().action()));
        add(timing, "status", new CodeType(visit.status().code()));
        add(timing, "version", visit.version().isEmpty() ? null : new StringType(visit.version()));
        Window window = visit.window();
        add(timing, "target", day(window.target()));
        add(timing, "earliest", day(window.earliest()));
        add(timing, "latest", day(window.latest()));
        add(
                timing,
                "actual",
                visit.actual() == null ? null : new DateType(visit.actual().text()));
        add(
                timing,
                "deviation",
                visit.deviation() == null
                        ? null
                        : new Quantity(visit.deviation())
                                .setUnit("days")
                                .setSystem(CodeSystems.UCUM)
                                .setCode("d"));
        visit.deviationCodes().forEach(code -> add(timing, "deviationCode", new CodeType(code.code())));
        boolean moves = window.projected() && (window.target() != null || window.isStated());
        add(timing, "projected", moves ? new BooleanType(true) : null);
        return timing;
    }

    private static @Nullable DateType day(@Nullable LocalDate day) {
        return day == null ? null : new DateType(day.toString());
    }

    private static void add(Extension extension, String url, @Nullable Type value) {
        if (value != null) {
            extension.addExtension(new Extension(url, value));
        }
    }
}
