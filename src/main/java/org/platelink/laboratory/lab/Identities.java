package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.EntityIdentifier;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.hl7v2.Sample;
import org.platelink.laboratory.lab.CodeTranslation.TranslatedCode;
import org.platelink.laboratory.lab.IdentifierTranslation.Kind;

/**
 * Assigns keys, map-independent names and ids to the orders, results and specimens of one patient. Names are built
 * and counted without any map, so they do not change when a map changes. Resources that differ only in their time
 * share key and name, and are distinguished by {@link ResultIdentity}; those with the same time too are numbered.
 */
final class Identities {

    private final String site;
    private final @Nullable String sender;
    private final String subject;
    private final IdentifierTranslation numbers;
    private final Set<EntityIdentifier> shared;
    private final IdAllocation used;
    private final Map<String, Integer> keys = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();

    /**
     * Starts with no keys in use.
     *
     * @param sender the numbering system (MSH-3 and MSH-4), for numbers without an authority; null if it is unknown
     * @param subject the id of the Patient
     * @param used the ids used in the message so far, also for its other patients
     */
    Identities(SiteMaps maps, @Nullable String sender, String subject, List<Order> orders, IdAllocation used) {
        this.site = maps.site();
        this.sender = sender;
        this.subject = subject;
        this.numbers = new IdentifierTranslation(maps);
        this.shared = shared(orders);
        this.used = used;
    }

    /**
     * The identity of one resource.
     *
     * @param key with the codes and namespaces of the site's maps
     * @param name with the codes and namespaces as they were sent
     * @param apart what distinguishes it from others with the same key
     * @param id the resource id within its message
     */
    record Identity(ResultKey key, ResultKey name, ResultIdentity apart, String id) {

        /** Whether a result has an identifier of its own, rather than that of its order. */
        boolean isOwn() {
            return apart.following().isEmpty();
        }
    }

    /**
     * An order and its identity.
     *
     * @param number the laboratory's, else the orderer's
     * @param following the key of a further report that would be alike in all of this
     */
    record Report(EntityIdentifier number, Identity identity, ResultKey following) {}

    /**
     * The identity of a report.
     *
     * @param time the clinically relevant time of its results; null if it was not sent
     */
    Report report(EntityIdentifier number, TranslatedCode named, @Nullable String time, boolean correction) {
        ResultKey key = ResultKey.report(site, numbers.system(number, Kind.ORDER), number.id(), named.key());
        ResultKey name = ResultKey.report(site, numbers.sent(number), number.id(), named.sent());
        int which = count(keys, key, time);
        Identity identity = identity(
                key.occurrence(which),
                name.occurrence(count(names, name, time)),
                new Traits(time, senderOf(number), correction, Set.of(), null, List.of()));
        return new Report(number, identity, key.occurrence(which + 1));
    }

    /**
     * The identity of a result.
     *
     * @param observation the result as FHIR, with its time and its codes
     * @param correction whether it changes what was sent before
     */
    Identity result(Report report, Result result, TranslatedCode named, Observation observation, boolean correction) {
        String time = observation.hasEffective() ? observation.getEffective().primitiveValue() : null;
        ResultKey alike = ResultKey.observation(report.identity().name(), named.sent(), result.subId(), 1);
        EntityIdentifier own = result.identifier();
        if (own.isEmpty()) {
            return inReport(report, result, named, time, new Traits(time, null, correction, Set.of(), null, List.of()));
        }
        ResultKey ownName = ResultKey.observation(site, numbers.sent(own), own.id());
        Set<String> codes = ResultIdentity.codesOf(observation);
        if (shared.contains(own)) {
            return inReport(
                    report, result, named, time, new Traits(time, null, correction, codes, ownName.text(), List.of()));
        }
        return identity(
                ResultKey.observation(site, numbers.system(own, Kind.RESULT), own.id()),
                ownName,
                new Traits(time, senderOf(own), correction, codes, alike.text(), List.of()));
    }

    private Identity inReport(
            Report report, Result result, TranslatedCode named, @Nullable String time, Traits traits) {
        ResultKey key = report.identity().key();
        int which = count(keys, ResultKey.observation(key, named.key(), result.subId(), 1), time);
        ResultKey name = ResultKey.observation(report.identity().name(), named.sent(), result.subId(), 1);
        int whichName = count(names, name, time);
        List<String> following = List.of(
                ResultKey.observation(key, named.key(), result.subId(), which + 1)
                        .id(),
                ResultKey.observation(report.following(), named.key(), result.subId(), 1)
                        .id());
        return identity(
                ResultKey.observation(key, named.key(), result.subId(), which),
                ResultKey.observation(report.identity().name(), named.sent(), result.subId(), whichName),
                traits.with(senderOf(report.number()), following));
    }

    /** The identity of a specimen, by its own number, or by its position in the report. */
    Identity sample(Report report, Sample sample, int number, @Nullable String time) {
        EntityIdentifier own = sample.identifier();
        return own.isEmpty()
                ? sampleOf(report, number, time)
                : identity(
                        ResultKey.specimen(site, numbers.system(own, Kind.SPECIMEN), own.id()),
                        ResultKey.specimen(site, numbers.sent(own), own.id()),
                        new Traits(time, senderOf(own), false, Set.of(), null, List.of()));
    }

    /** The identity of a specimen by its position in the report alone. */
    Identity sampleOf(Report report, int number, @Nullable String time) {
        return identity(
                ResultKey.specimen(report.identity().key(), number),
                ResultKey.specimen(report.identity().name(), number),
                new Traits(time, senderOf(report.number()), false, Set.of(), null, List.of()));
    }

    private record Traits(
            @Nullable String time,
            @Nullable String sender,
            boolean correction,
            Set<String> codes,
            @Nullable String alternative,
            List<String> following) {

        Traits with(@Nullable String who, List<String> next) {
            return new Traits(time, who, correction, codes, alternative, next);
        }
    }

    private Identity identity(ResultKey key, ResultKey name, Traits traits) {
        ResultIdentity apart = new ResultIdentity(
                key.id(),
                traits.following(),
                traits.alternative(),
                subject,
                traits.time(),
                traits.sender(),
                traits.correction(),
                traits.codes(),
                false);
        return new Identity(key, name, apart, used.take(apart));
    }

    private static int count(Map<String, Integer> alike, ResultKey key, @Nullable String time) {
        return alike.merge(key.text() + "@" + time, 1, Integer::sum);
    }

    private @Nullable String senderOf(EntityIdentifier number) {
        return number.namespace().isEmpty() && number.universalId().isEmpty() ? sender : null;
    }

    /**
     * The identifiers that occur on several results. Some laboratories give all results of an order one identifier,
     * which then does not identify a result.
     */
    private static Set<EntityIdentifier> shared(List<Order> orders) {
        Set<EntityIdentifier> seen = new HashSet<>();
        List<EntityIdentifier> twice = new ArrayList<>();
        orders.stream()
                .flatMap(order -> order.results().stream())
                .map(Result::identifier)
                .filter(identifier -> !identifier.isEmpty())
                .filter(identifier -> !seen.add(identifier))
                .forEach(twice::add);
        return Set.copyOf(new HashSet<>(twice));
    }
}
