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
 * Assigns the recorded Encounters and doses of one subject to the visits of its protocol, in all its versions.
 *
 * <p>A dose belongs to the visit that it names, or that its Encounter names. A dose that names none but declares the
 * study's infusion profile is assigned by date: it belongs to the first visit with an intervention that has no dose
 * yet. Other medication is ignored.
 */
final class ProtocolRecords {

    private final ProtocolTimeline protocols;
    private final ZoneId zone;
    private final List<VisitRecord> recorded;
    private final Map<String, VisitRecord> encounters;

    ProtocolRecords(ProtocolTimeline protocols, ZoneId zone, List<VisitRecord> recorded) {
        this.protocols = protocols;
        this.zone = zone;
        this.recorded = recorded;
        this.encounters =
                recorded.stream().filter(one -> !one.isDose()).collect(Collectors.toMap(VisitRecord::id, one -> one));
    }

    ProtocolTimeline protocols() {
        return protocols;
    }

    boolean haveEncounter(String id) {
        return encounters.containsKey(id);
    }

    /**
     * Whether it is a dose of the study, whether it was given or not: it names a visit of the protocol, or it declares
     * the infusion profile and names none of any protocol.
     */
    boolean isStudyDose(VisitRecord one) {
        return one.isDose()
                && (one.claimed() && source(one).action() == null || named(one).isPresent());
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
                .filter(one -> !one.isDose() && one.tookPlace() && one.names(protocols.known()))
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
        List<String> free = protocols.last().interventions().stream()
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
        return Optional.of(source(dose))
                .filter(one -> one.names(protocols.known()))
                .map(VisitRecord::action);
    }

    /** What names the visit of a record: the record itself or, for a dose that names none, its Encounter. */
    VisitRecord source(VisitRecord one) {
        VisitRecord encounter =
                one.action() == null && one.encounter() != null ? encounters.get(one.encounter()) : null;
        return encounter == null ? one : encounter;
    }

    private Occurrence record(VisitRecord one, String action) {
        PartialDate start = date(one.start());
        PartialDate end = one.end() == null ? start : date(one.end());
        return new Occurrence(
                action,
                start,
                end,
                one.reference(),
                one.isDose(),
                source(one).namedVersion().orElse(null),
                one.reason());
    }

    private PartialDate date(@Nullable String dateTime) {
        return PartialDate.of(String.valueOf(dateTime), zone);
    }
}
