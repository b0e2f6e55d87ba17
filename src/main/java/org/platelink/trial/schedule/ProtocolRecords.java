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
 * What was recorded of one subject, told apart by the visits of a protocol.
 *
 * <p>A dose belongs to the visit that it names, or that its Encounter names. One that names none and says by its profile to
 * be an infusion of the study is the first, the second and so on by its date: of the visits at which something is given,
 * the first for which there is no dose. Other medication is not the study's.
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

    /** Whether it is a dose of the study, given or not. */
    boolean isStudyDose(VisitRecord one) {
        return one.isDose() && (one.claimed() || named(one).isPresent());
    }

    /** The first day of something that took place. */
    PartialDate date(VisitRecord one) {
        return date(one.start());
    }

    /** What took place, each with its visit. */
    List<Occurrence> occurrence() {
        List<Occurrence> all = new ArrayList<>();
        doses().forEach((dose, action) -> all.add(record(dose, action)));
        Set<String> given = all.stream().map(Occurrence::action).collect(Collectors.toSet());
        Set<String> notGiven = recorded.stream()
                .filter(VisitRecord::wasNotGiven)
                .flatMap(dose -> named(dose).stream())
                .collect(Collectors.toSet());
        recorded.stream()
                .filter(one -> !one.isDose() && one.occurrence() && one.names(protocol))
                .filter(one -> given.contains(one.action()) || !notGiven.contains(one.action()))
                .forEach(one -> all.add(record(one, String.valueOf(one.action()))));
        return all;
    }

    /** The doses of the study that were given, with their visits; a dose too many has none and is left out. */
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
        return recorded.stream().filter(one -> isStudyDose(one) && one.occurrence());
    }

    private List<VisitRecord> unnamedDoses() {
        return studyDoses()
                .filter(dose -> named(dose).isEmpty())
                .sorted(Comparator.comparing(
                                (VisitRecord dose) -> date(dose.start()).first())
                        .thenComparing(VisitRecord::id))
                .toList();
    }

    /** The visit that a dose names, itself or by its Encounter. */
    Optional<String> named(VisitRecord dose) {
        VisitRecord source =
                dose.action() == null && dose.encounter() != null ? encounters.get(dose.encounter()) : dose;
        return Optional.ofNullable(source).filter(one -> one.names(protocol)).map(VisitRecord::action);
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
