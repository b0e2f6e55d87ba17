package org.platelink.trial.alert;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.trial.schedule.SubjectVisits;

/**
 * The Flag in which an alert is stored.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/trial-alert">Alert</a>
 */
final class AlertFlag {

    private static final String SUBJECT = CanonicalUrls.STRUCTURE_DEFINITION + "alert-subject";
    private static final String STUDY = CanonicalUrls.STRUCTURE_DEFINITION + "alert-study";
    private static final String EVIDENCE = CanonicalUrls.STRUCTURE_DEFINITION + "alert-evidence";
    private static final String END = CanonicalUrls.STRUCTURE_DEFINITION + "alert-end";
    private static final String ACKNOWLEDGEMENT = CanonicalUrls.STRUCTURE_DEFINITION + "alert-acknowledgement";
    private static final String CODES = CanonicalUrls.CODE_SYSTEM + "trial-alert";

    private AlertFlag() {}

    /**
     * The Flag of an alert that is there: a new one, or the stored one if that says something else or had ended.
     *
     * @param before the stored one; null if there is none
     * @return empty if the stored one says the same
     */
    static Optional<Flag> of(
            Alert alert, String subject, String study, String patient, @Nullable Flag before, Instant now) {
        if (before != null && isActive(before) && saysTheSame(before, alert)) {
            return Optional.empty();
        }
        Flag flag = new Flag();
        flag.setId("Flag/" + alert.id(subject));
        flag.getMeta().addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "trial-alert");
        flag.setStatus(FlagStatus.ACTIVE);
        flag.addCategory()
                .addCoding(new Coding(
                        CodeSystems.HL7 + "flag-category", alert.code().category(), null));
        flag.setCode(new CodeableConcept(new Coding(CODES, alert.code().code(), null)).setText(alert.sentence()));
        flag.setSubject(new Reference("Patient/" + patient));
        Period period = before != null && isActive(before)
                ? before.getPeriod().copy()
                : new Period().setStartElement(time(now));
        flag.setPeriod(period);
        flag.addExtension(SUBJECT, new Reference("ResearchSubject/" + subject));
        flag.addExtension(STUDY, new Reference("ResearchStudy/" + study));
        alert.evidence().forEach(one -> flag.addExtension(EVIDENCE, new Reference(one)));
        return Optional.of(flag);
    }

    private static boolean saysTheSame(Flag before, Alert alert) {
        return alert.sentence().equals(before.getCode().getText())
                && evidence(before).equals(alert.evidence());
    }

    private static List<String> evidence(Flag flag) {
        return flag.getExtensionsByUrl(EVIDENCE).stream()
                .map(one -> ((Reference) one.getValue()).getReference())
                .toList();
    }

    /** A stored Flag whose cause is gone. */
    static Flag ended(Flag stored, String how, Instant now) {
        Flag flag = stored.copy();
        flag.getMeta().addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "trial-alert");
        flag.setStatus(FlagStatus.INACTIVE);
        flag.getPeriod().setEndElement(time(now));
        flag.addExtension(END, new StringType(how));
        return flag;
    }

    /** How an alert ended whose cause is gone. */
    static String end(Flag stored, String subject, @Nullable SubjectVisits visits) {
        AlertCode code = code(stored).orElseThrow();
        Optional<String> held = visits == null || !code.isOfVisit()
                ? Optional.empty()
                : visits.visits().stream()
                        .filter(visit -> visit.tookPlace()
                                && Alert.id(subject, code, visit.action())
                                        .equals(stored.getIdElement().getIdPart()))
                        .findFirst()
                        .map(visit ->
                                "The visit took place" + (visit.day() == null ? "." : " on " + visit.day() + "."));
        return held.orElse(code.end());
    }

    static boolean isActive(Flag flag) {
        return flag.getStatus() == FlagStatus.ACTIVE;
    }

    /** Whether a Flag is an alert about a subject. */
    static boolean isOf(Flag flag, String subject) {
        Extension extension = flag.getExtensionByUrl(SUBJECT);
        return code(flag).isPresent()
                && extension != null
                && ("ResearchSubject/" + subject).equals(((Reference) extension.getValue()).getReference());
    }

    static Optional<AlertCode> code(Flag flag) {
        return flag.getCode().getCoding().stream()
                .filter(coding -> CODES.equals(coding.getSystem()))
                .flatMap(coding ->
                        Stream.of(AlertCode.values()).filter(one -> one.code().equals(coding.getCode())))
                .findFirst();
    }

    static boolean isAcknowledged(Flag flag) {
        return flag.hasExtension(ACKNOWLEDGEMENT);
    }

    /** Who acknowledged an alert; empty if nobody did. */
    static String acknowledgedBy(Flag flag) {
        Extension extension = flag.getExtensionByUrl(ACKNOWLEDGEMENT);
        return extension == null
                ? ""
                : ((Identifier) extension.getExtensionByUrl("who").getValue()).getValue();
    }

    /**
     * A Flag that somebody acknowledged.
     *
     * @param who the id of the client
     * @param note what the client says of it; null if nothing
     */
    static Flag acknowledged(Flag stored, String who, @Nullable String note, Instant now) {
        Flag flag = stored.copy();
        Extension extension = flag.addExtension();
        extension.setUrl(ACKNOWLEDGEMENT);
        extension.addExtension(new Extension("who", new Identifier().setValue(who)));
        extension.addExtension(new Extension("time", new InstantType(Date.from(now))));
        if (note != null) {
            extension.addExtension(new Extension("note", new StringType(note)));
        }
        return flag;
    }

    private static DateTimeType time(Instant time) {
        DateTimeType element = new DateTimeType(Date.from(time));
        element.setTimeZoneZulu(true);
        return element;
    }
}
