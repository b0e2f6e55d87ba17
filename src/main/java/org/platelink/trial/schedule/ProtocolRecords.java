package org.platelink.trial.schedule;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.PartialDate;

/**
 * Assigns the recorded Encounters and doses of one subject to the visits of a protocol.
 *
 * <p>A dose belongs to the visit that it names, or that its Encounter names. A dose that names none but declares the
 * study's infusion profile is assigned by date: it belongs to the first visit with an intervention that has no dose
 * yet. Other medication is ignored.
 */
final class ProtocolRecords {

    private final Protocol protocol;
    private final ZoneId zone;
    private final List<VisitRecord> recorded;
    private final Map<String, VisitRecord> encounters;

    ProtocolRecords(Protocol protocol, ZoneId zone, List<VisitRecord> recorded) {
        this.protocol = protocol;
        this.zone = zone;
        this.recorded = recorded;
        this.encounters =
                recorded.stream().filter(one -> !one.isDose()).collect(Collectors.toMap(VisitRecord::id, one -> one));
    }

    Protocol protocol() {
        return protocol;
    }

    boolean haveEncounter(String id) {
        return encounters.containsKey(id);
    }

    /** Whether it is a dose of the study, whether it was given or not. */
    boolean isStudyDose(VisitRecord one) {
        return one.isDose()
                && (named(one).isPresent() || one.claimed() && visitOf(one).isEmpty());
    }

    /** The first day of a recorded event. */
    PartialDate date(VisitRecord one) {
        return date(one.start());
    }

    /** The events that took place, each with its visit. */
    List<Occurrence> tookPlace() {
        List<Occurrence> all = new ArrayList<>();
        doses().forEach((dose, action) -> all.add(record(dose, action)));
        Set<String> given = all.stream().map(Occurrence::action).collect(Collectors.toSet());
        Set<String> notGiven = recorded.stream()
                .filter(VisitRecord::wasNotGiven)
                .flatMap(dose -> named(dose).stream())
                .collect(Collectors.toSet());
        recorded.stream()
                .filter(one -> !one.isDose() && one.tookPlace() && one.names(protocol))
                .filter(one -> given.contains(one.action()) || !notGiven.contains(one.action()))
                .forEach(one -> all.add(record(one, String.valueOf(one.action()))));
        return all;
    }

    /**
     * The doses of the study that were given, with their visits. A dose in excess of the planned ones has no visit
     * and is left out.
     */
    private Map<VisitRecord, String> doses() {
        Map<VisitRecord, String> assigned = new HashMap<>();
        studyDoses().forEach(dose -> named(dose).ifPresent(action -> assigned.put(dose, action)));
        Set<String> taken = new HashSet<>(assigned.values());
        List<String> free = protocol.interventions().stream()
                .map(PlannedVisit::action)
                .filter(action -> !taken.contains(action))
                .toList();
        List<VisitRecord> unnamed = unnamedDoses();
        for (int i = 0; i < Math.min(free.size(), unnamed.size()); i++) {
            assigned.put(unnamed.get(i), free.get(i));
        }
        return assigned;
    }

    /** The doses of the study that were given. */
    Stream<VisitRecord> studyDoses() {
        return recorded.stream().filter(one -> isStudyDose(one) && one.tookPlace());
    }

    private List<VisitRecord> unnamedDoses() {
        return studyDoses()
                .filter(dose -> named(dose).isEmpty())
                .sorted(Comparator.comparing(
                                (VisitRecord dose) -> date(dose.start()).first())
                        .thenComparing(VisitRecord::id))
                .toList();
    }

    /** The visit that a dose names, itself or through its Encounter. */
    Optional<String> named(VisitRecord dose) {
        return visitOf(dose).filter(one -> one.names(protocol)).map(VisitRecord::action);
    }

    /** The dose or its Encounter, whichever names a visit, be it of this protocol or of another study's. */
    private Optional<VisitRecord> visitOf(VisitRecord dose) {
        VisitRecord source =
                dose.action() == null && dose.encounter() != null ? encounters.get(dose.encounter()) : dose;
        return Optional.ofNullable(source).filter(one -> one.action() != null);
    }

    private Occurrence record(VisitRecord one, String action) {
        PartialDate start = date(one.start());
        PartialDate end = one.end() == null ? start : date(one.end());
        return new Occurrence(action, start, end, one.reference(), one.isDose(), one.reason());
    }

    private PartialDate date(@Nullable String dateTime) {
        return PartialDate.of(String.valueOf(dateTime), zone);
    }
}
