package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The versions of the protocol to which a subject is held, each from a day on.
 *
 * <p>A subject begins with the version to which it consented or, if that is not recorded, with the one in force on the
 * day of its first state. It moves to a later version when it consents to it, or on that version's effective day if
 * the amendment does not ask for consent.
 *
 * @param known all versions of the protocol
 * @param phases the versions with the days from which the subject is held to them, in order; never empty
 */
record ProtocolTimeline(ProtocolVersions known, List<Phase> phases) {

    ProtocolTimeline {
        phases = List.copyOf(phases);
    }

    /**
     * A version, and the first day on which the subject is held to it.
     *
     * @param from {@link LocalDate#MIN} for the first one
     */
    record Phase(LocalDate from, Protocol protocol) {}

    /**
     * A consent of the subject to a version.
     *
     * @param version the number of the version
     * @param given the day on which it had been given
     */
    record ConsentToVersion(String version, LocalDate given) {}

    private record Move(LocalDate day, int version) {}

    /** Of a protocol that has one version. */
    static ProtocolTimeline of(Protocol protocol) {
        return of(
                new ProtocolVersions(
                        protocol.url(), List.of(new ProtocolVersions.Version(protocol, LocalDate.MIN, false))),
                Optional.empty(),
                List.of());
    }

    /**
     * Of a subject.
     *
     * @param entered the day of its first state; empty if that is not recorded
     * @param consents its consents that name a version of the protocol
     */
    static ProtocolTimeline of(ProtocolVersions known, Optional<LocalDate> entered, List<ConsentToVersion> consents) {
        List<Move> moves = moves(known, consents);
        int present = first(known, entered, consents);
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(LocalDate.MIN, known.versions().get(present).protocol()));
        for (Move move : moves) {
            if (move.version() > present) {
                present = move.version();
                phases.add(new Phase(move.day(), known.versions().get(present).protocol()));
            }
        }
        return new ProtocolTimeline(known, phases);
    }

    private static int first(ProtocolVersions known, Optional<LocalDate> entered, List<ConsentToVersion> consents) {
        int inForce = 0;
        for (int i = 0; i < known.versions().size(); i++) {
            LocalDate effective = known.versions().get(i).effective();
            if (entered.filter(day -> !day.isBefore(effective)).isPresent()) {
                inForce = i;
            }
        }
        int byDay = inForce;
        return consents.stream()
                .filter(consent ->
                        entered.filter(day -> !consent.given().isAfter(day)).isPresent())
                .min(Comparator.comparing(ConsentToVersion::given))
                .map(consent -> place(known, consent.version()))
                .filter(place -> place >= 0)
                .orElse(byDay);
    }

    private static List<Move> moves(ProtocolVersions known, List<ConsentToVersion> consents) {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < known.versions().size(); i++) {
            ProtocolVersions.Version version = known.versions().get(i);
            if (!version.onReconsent()) {
                moves.add(new Move(version.effective(), i));
            }
        }
        consents.forEach(consent -> moves.add(new Move(consent.given(), place(known, consent.version()))));
        moves.sort(Comparator.comparing(Move::day).thenComparing(Move::version));
        return moves;
    }

    private static int place(ProtocolVersions known, String number) {
        for (int i = 0; i < known.versions().size(); i++) {
            if (known.versions().get(i).protocol().version().equals(number)) {
                return i;
            }
        }
        return -1;
    }

    /** The phases that have begun by a day; the first one in any case. */
    List<Phase> until(LocalDate day) {
        return phases.stream().filter(phase -> !phase.from().isAfter(day)).toList();
    }

    /** The version in force for the subject on a day. */
    Protocol on(LocalDate day) {
        List<Phase> begun = until(day);
        return begun.get(begun.size() - 1).protocol();
    }

    /** The version in force for the subject from the last of its moves on. */
    Protocol last() {
        return phases.get(phases.size() - 1).protocol();
    }

    /**
     * The version to which an event is held: the one in force on its day or, if that one has no such visit, the one
     * that the event names.
     *
     * @param named the number of the version that it names; empty if it names none
     */
    Optional<Protocol> holding(String action, LocalDate day, Optional<String> named) {
        Protocol inForce = on(day);
        return inForce.visit(action).isPresent()
                ? Optional.of(inForce)
                : named.flatMap(known::version)
                        .filter(version -> version.visit(action).isPresent());
    }

    /** The ids of the visits with an intervention, in whichever version the subject is or was held to. */
    Set<String> interventions() {
        return phases.stream()
                .flatMap(phase -> phase.protocol().interventions().stream())
                .map(PlannedVisit::action)
                .collect(Collectors.toSet());
    }
}
