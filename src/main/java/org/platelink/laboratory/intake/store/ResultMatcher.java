package org.platelink.laboratory.intake.store;

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
import org.platelink.laboratory.intake.store.SpecimenTime.Agreement;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.ResultIdentity;

/**
 * Matches each result of a message to the stored result of which it is a new state, among those with the same number.
 *
 * <p>The match is the one of the same participant, the same sender and the same time. A result of another participant
 * or clearly of another time is a new one, unless it may as well be a change of what is stored; that is a conflict,
 * and no result is changed.
 *
 * <p>A pure function of its arguments: it neither reads from nor writes to the database. For one message and one
 * thread.
 */
final class ResultMatcher {

    private final Function<DeliveredResource, List<MatchCandidate>> alike;
    private final Function<DeliveredResource, List<MatchCandidate>> following;
    private final Function<DeliveredResource, String> lead;
    private final Predicate<String> isStored;
    private final Map<DeliveredResource, ResultMatch> matches = new IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<DeliveredResource> all;

    /**
     * A matcher for one message.
     *
     * @param all the resources of the message
     * @param alike the stored resources that have the number of a result
     * @param following the stored resources with the numbers that would follow among results that are alike in all
     *     else
     * @param lead the id of the first resource with the number of a result
     * @param isStored whether a resource with an id is stored
     */
    ResultMatcher(
            List<DeliveredResource> all,
            Function<DeliveredResource, List<MatchCandidate>> alike,
            Function<DeliveredResource, List<MatchCandidate>> following,
            Function<DeliveredResource, String> lead,
            Predicate<String> isStored) {
        this.all = List.copyOf(all);
        this.alike = alike;
        this.following = following;
        this.lead = lead;
        this.isStored = isStored;
    }

    /**
     * Matches all resources of the message. Reports are matched after their results, which tell which report is
     * meant.
     */
    Map<DeliveredResource, ResultMatch> match() {
        List<DeliveredResource> results = new ArrayList<>();
        List<DeliveredResource> others = new ArrayList<>();
        for (DeliveredResource one : all) {
            if (one.identity().chosen()) {
                keep(one, new ResultMatch.NewVersion(one.identity().number()));
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

    private void keep(DeliveredResource one, ResultMatch match) {
        matches.put(one, match);
        if (match instanceof ResultMatch.NewVersion stored) {
            taken.add(stored.id());
        } else if (match instanceof ResultMatch.NewResource fresh) {
            taken.add(fresh.id());
        }
    }

    /**
     * The candidates with its number that have the same participant and sender, and are not matched to another
     * resource of the message.
     */
    private List<MatchCandidate> own(DeliveredResource one) {
        return alike.apply(one).stream()
                .filter(candidate -> candidate.subject().equals(one.identity().subject()))
                .filter(candidate -> candidate.isOfSameKind(one.identity()))
                .filter(candidate -> !taken.contains(candidate.id()))
                .toList();
    }

    private void meet(DeliveredResource one, Agreement agreement) {
        if (matches.containsKey(one)) {
            return;
        }
        List<MatchCandidate> agreeing = own(one).stream()
                .filter(candidate ->
                        SpecimenTime.compare(candidate.time(), one.identity().time()) == agreement)
                .filter(candidate -> agreement != Agreement.NEAR || candidate.mayBeOfTimeNear(one))
                .toList();
        List<MatchCandidate> ofItsSender = agreeing.stream()
                .filter(candidate ->
                        Objects.equals(candidate.sender(), one.identity().sender()))
                .toList();
        List<MatchCandidate> best = ofItsSender.isEmpty() ? agreeing : ofItsSender;
        if (best.size() == 1) {
            keep(
                    one,
                    isOneOfSeveral(one, best.get(0))
                            ? NumberConflicts.usedAgain(one, best.get(0).id())
                            : new ResultMatch.NewVersion(best.get(0).id()));
        } else if (best.size() > 1) {
            keep(one, NumberConflicts.usedAgain(one, best.get(0).id()));
        }
    }

    /** Whether another result is stored that is alike in everything, and which the message does not bring. */
    private boolean isOneOfSeveral(DeliveredResource one, MatchCandidate met) {
        return one.resource() instanceof Observation
                && following.apply(one).stream()
                        .filter(candidate ->
                                candidate.subject().equals(one.identity().subject()))
                        .filter(candidate -> candidate.isOfSameKind(one.identity()))
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

    /** Settles a result without a match: it is a new one, unless it may be a change of a stored one. */
    private void settle(DeliveredResource one) {
        if (matches.containsKey(one)) {
            return;
        }
        ResultIdentity identity = one.identity();
        MatchCandidate changed = own(one).stream()
                .filter(candidate -> !candidate.isWithdrawn())
                .filter(candidate -> identity.correction()
                        || SpecimenTime.compare(candidate.time(), identity.time()) == Agreement.NEAR)
                .findFirst()
                .orElse(null);
        keep(one, changed != null ? NumberConflicts.usedAgain(one, changed.id()) : newUnlessAnothers(one));
    }

    private ResultMatch newUnlessAnothers(DeliveredResource one) {
        ResultIdentity identity = one.identity();
        return alike.apply(one).stream()
                .filter(candidate -> !candidate.subject().equals(identity.subject()))
                .filter(candidate -> candidate.isOfSameKind(identity))
                .filter(candidate -> !candidate.isWithdrawn() && !taken.contains(candidate.id()))
                .filter(candidate -> identity.correction() || isNearOrSame(candidate.time(), identity.time()))
                .findFirst()
                .map(candidate -> NumberConflicts.ofAnotherSubject(one, candidate.id()))
                .orElseGet(() -> fresh(one));
    }

    private static boolean isNearOrSame(@Nullable String one, @Nullable String other) {
        return SpecimenTime.compare(one, other) != Agreement.OTHER;
    }

    private ResultMatch fresh(DeliveredResource one) {
        String number = lead.apply(one);
        if (!taken.contains(number) && !isStored.test(number)) {
            return new ResultMatch.NewResource(number);
        }
        String apart = one.identity().apart();
        // The id is taken only if a resource had this time once and has another now.
        return taken.contains(apart) || isStored.test(apart)
                ? NumberConflicts.usedAgain(one, apart)
                : new ResultMatch.NewResource(apart);
    }

    /**
     * Settles a report or specimen without a match. A report is the one that its matched results belong to; otherwise
     * a report or specimen is a new one.
     */
    private void settleOther(DeliveredResource one) {
        if (matches.containsKey(one)) {
            return;
        }
        if (one.resource() instanceof DiagnosticReport) {
            List<MatchCandidate> own = own(one);
            Set<String> reports = new HashSet<>();
            for (DeliveredResource result : all) {
                if (one.resource().getIdPart().equals(result.report())
                        && matches.get(result) instanceof ResultMatch.NewVersion stored) {
                    alike.apply(result).stream()
                            .filter(candidate -> candidate.id().equals(stored.id()))
                            .map(MatchCandidate::report)
                            .filter(Objects::nonNull)
                            .forEach(reports::add);
                }
            }
            List<MatchCandidate> theirs = own.stream()
                    .filter(candidate -> reports.contains(candidate.id()))
                    .toList();
            if (theirs.size() == 1) {
                keep(one, new ResultMatch.NewVersion(theirs.get(0).id()));
                return;
            }
        }
        boolean alone = one.resource() instanceof Specimen
                || all.stream().anyMatch(result -> one.resource().getIdPart().equals(result.report()));
        keep(one, alone ? fresh(one) : newUnlessAnothers(one));
    }
}
