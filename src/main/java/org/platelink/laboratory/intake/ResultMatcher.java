package org.platelink.laboratory.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.SpecimenTime.Agreement;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.ResultIdentity;

/**
 * Tells which stored result each result of a message is a state of, among those of the same number: the one of the same
 * participant, the same sender and the same time. One that is of another participant or clearly of another time is a new
 * result, unless it may as well be a change of what is stored; then it is a conflict, and nobody's result is touched.
 *
 * <p>Pure: it neither reads nor writes anything.
 */
final class ResultMatcher {

    /**
     * A stored resource.
     *
     * @param id of the resource
     * @param subject the id of its Patient
     * @param time when it was true; null if nobody said
     * @param sender who numbered it; null if its number says so, or nobody did
     * @param codes what was measured, where its number does not depend on it
     * @param status its FHIR status
     * @param report the id of the report that it belongs to; null if to none
     */
    record Candidate(
            String id,
            String subject,
            @Nullable String time,
            @Nullable String sender,
            Set<String> codes,
            String status,
            @Nullable String report) {

        private static final Set<String> WITHDRAWN = Set.of("entered-in-error", "cancelled");
        private static final Set<String> UNFINISHED = Set.of("registered", "preliminary", "partial");

        boolean isWithdrawn() {
            return WITHDRAWN.contains(status);
        }

        boolean isUnfinished() {
            return UNFINISHED.contains(status);
        }
    }

    /** What a result is. */
    sealed interface Match {

        /** A state of a stored one. */
        record Stored(String id) implements Match {}

        /** A new one, under an id that nothing has. */
        record New(String id) implements Match {}

        /** It cannot be told. */
        record Conflict(Finding finding) implements Match {}
    }

    private final Function<DeliveredResource, List<Candidate>> alike;
    private final Function<DeliveredResource, List<Candidate>> following;
    private final Function<DeliveredResource, String> lead;
    private final Predicate<String> isStored;
    private final Map<DeliveredResource, Match> matches = new IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<DeliveredResource> all;

    /**
     * Begins with nothing matched.
     *
     * @param all what a message brings
     * @param alike the stored resources that have the number of a result
     * @param following those that are alike in all and come next
     * @param lead the id that the first resource with the number of a result has
     * @param isStored whether an id is of a stored resource
     */
    ResultMatcher(
            List<DeliveredResource> all,
            Function<DeliveredResource, List<Candidate>> alike,
            Function<DeliveredResource, List<Candidate>> following,
            Function<DeliveredResource, String> lead,
            Predicate<String> isStored) {
        this.all = List.copyOf(all);
        this.alike = alike;
        this.following = following;
        this.lead = lead;
        this.isStored = isStored;
    }

    /** Matches all that a message brings; reports after their results, which say which report is meant. */
    Map<DeliveredResource, Match> match() {
        List<DeliveredResource> results = new ArrayList<>();
        List<DeliveredResource> others = new ArrayList<>();
        for (DeliveredResource one : all) {
            if (one.identity().chosen()) {
                keep(one, new Match.Stored(one.identity().number()));
            } else if (one.resource() instanceof Observation) {
                results.add(one);
            } else {
                others.add(one);
            }
        }
        for (Agreement agreement : List.of(Agreement.EXACT, Agreement.SAME, Agreement.UNTOLD, Agreement.NEAR)) {
            results.forEach(one -> meet(one, agreement));
            others.forEach(one -> meet(one, agreement));
        }
        results.forEach(this::settle);
        others.forEach(this::settleOther);
        return matches;
    }

    private void keep(DeliveredResource one, Match match) {
        matches.put(one, match);
        if (match instanceof Match.Stored stored) {
            taken.add(stored.id());
        } else if (match instanceof Match.New fresh) {
            taken.add(fresh.id());
        }
    }

    /** Those of its number that are of the same participant and sender, and that no other part of the message is. */
    private List<Candidate> own(DeliveredResource one) {
        return alike.apply(one).stream()
                .filter(candidate -> candidate.subject().equals(one.identity().subject()))
                .filter(candidate -> isOfTheSameKind(candidate, one.identity()))
                .filter(candidate -> !taken.contains(candidate.id()))
                .toList();
    }

    private static boolean isOfTheSameKind(Candidate candidate, ResultIdentity identity) {
        boolean sender = candidate.sender() == null
                || identity.sender() == null
                || candidate.sender().equals(identity.sender());
        boolean analyte = candidate.codes().isEmpty()
                || identity.codes().isEmpty()
                || identity.codes().stream().anyMatch(candidate.codes()::contains);
        return sender && analyte;
    }

    private void meet(DeliveredResource one, Agreement agreement) {
        if (matches.containsKey(one)) {
            return;
        }
        List<Candidate> agreeing = own(one).stream()
                .filter(candidate ->
                        SpecimenTime.compare(candidate.time(), one.identity().time()) == agreement)
                .filter(candidate -> agreement != Agreement.NEAR || mayBeNear(candidate, one))
                .toList();
        List<Candidate> ofItsSender = agreeing.stream()
                .filter(candidate ->
                        Objects.equals(candidate.sender(), one.identity().sender()))
                .toList();
        List<Candidate> best = ofItsSender.isEmpty() ? agreeing : ofItsSender;
        if (best.size() == 1) {
            keep(
                    one,
                    isOneOfSeveral(one, best.get(0))
                            ? NumberConflicts.usedAgain(one, best.get(0).id())
                            : new Match.Stored(best.get(0).id()));
        } else if (best.size() > 1) {
            keep(one, NumberConflicts.usedAgain(one, best.get(0).id()));
        }
    }

    /** A time that changes by minutes is of the same result where its state goes on, and may be another's where it does not. */
    private static boolean mayBeNear(Candidate candidate, DeliveredResource one) {
        return !(one.resource() instanceof Observation)
                || one.identity().correction()
                || candidate.isUnfinished()
                || candidate.isWithdrawn();
    }

    /** Whether another is stored that is alike in all, and the message does not bring. */
    private boolean isOneOfSeveral(DeliveredResource one, Candidate met) {
        return one.resource() instanceof Observation
                && following.apply(one).stream()
                        .filter(candidate ->
                                candidate.subject().equals(one.identity().subject()))
                        .filter(candidate -> isOfTheSameKind(candidate, one.identity()))
                        .filter(candidate -> !candidate.isWithdrawn())
                        .anyMatch(candidate -> isSameTime(candidate.time(), met.time()) && !bringsNext(one));
    }

    private boolean bringsNext(DeliveredResource one) {
        ResultIdentity identity = one.identity();
        return all.stream()
                .map(DeliveredResource::identity)
                .anyMatch(other -> identity.following().contains(other.number())
                        && other.subject().equals(identity.subject())
                        && isSameTime(other.time(), identity.time()));
    }

    private static boolean isSameTime(@Nullable String one, @Nullable String other) {
        Agreement agreement = SpecimenTime.compare(one, other);
        return agreement == Agreement.EXACT || agreement == Agreement.SAME;
    }

    /** A result that met none: a new one, unless it may be a change of one that is stored. */
    private void settle(DeliveredResource one) {
        if (matches.containsKey(one)) {
            return;
        }
        ResultIdentity identity = one.identity();
        Candidate changed = own(one).stream()
                .filter(candidate -> !candidate.isWithdrawn())
                .filter(candidate -> identity.correction()
                        || SpecimenTime.compare(candidate.time(), identity.time()) == Agreement.NEAR)
                .findFirst()
                .orElse(null);
        keep(one, changed != null ? NumberConflicts.usedAgain(one, changed.id()) : newUnlessAnothers(one));
    }

    private Match newUnlessAnothers(DeliveredResource one) {
        ResultIdentity identity = one.identity();
        return alike.apply(one).stream()
                .filter(candidate -> !candidate.subject().equals(identity.subject()))
                .filter(candidate -> isOfTheSameKind(candidate, identity))
                .filter(candidate -> !candidate.isWithdrawn() && !taken.contains(candidate.id()))
                .filter(candidate -> identity.correction() || isNearOrSame(candidate.time(), identity.time()))
                .findFirst()
                .map(candidate -> NumberConflicts.ofAnotherSubject(one, candidate.id()))
                .orElseGet(() -> fresh(one));
    }

    private static boolean isNearOrSame(@Nullable String one, @Nullable String other) {
        return SpecimenTime.compare(one, other) != Agreement.OTHER;
    }

    private Match fresh(DeliveredResource one) {
        String number = lead.apply(one);
        if (!taken.contains(number) && !isStored.test(number)) {
            return new Match.New(number);
        }
        String apart = one.identity().apart();
        // It can be taken only by what was of this time and is not any more.
        return taken.contains(apart) || isStored.test(apart)
                ? NumberConflicts.usedAgain(one, apart)
                : new Match.New(apart);
    }

    /** A report is the one that its results belong to; a report or a sample that met none is a new one. */
    private void settleOther(DeliveredResource one) {
        if (matches.containsKey(one)) {
            return;
        }
        if (one.resource() instanceof DiagnosticReport) {
            List<Candidate> own = own(one);
            Set<String> reports = new HashSet<>();
            for (DeliveredResource result : all) {
                if (one.resource().getIdPart().equals(result.report())
                        && matches.get(result) instanceof Match.Stored stored) {
                    alike.apply(result).stream()
                            .filter(candidate -> candidate.id().equals(stored.id()))
                            .map(Candidate::report)
                            .filter(Objects::nonNull)
                            .forEach(reports::add);
                }
            }
            List<Candidate> theirs = own.stream()
                    .filter(candidate -> reports.contains(candidate.id()))
                    .toList();
            if (theirs.size() == 1) {
                keep(one, new Match.Stored(theirs.get(0).id()));
                return;
            }
        }
        boolean alone = one.resource() instanceof Specimen
                || all.stream().anyMatch(result -> one.resource().getIdPart().equals(result.report()));
        keep(one, alone ? fresh(one) : newUnlessAnothers(one));
    }
}
