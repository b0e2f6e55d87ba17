package org.platelink.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.platelink.hl7v2.EntityIdentifier;
import org.platelink.hl7v2.Order;
import org.platelink.hl7v2.Result;
import org.platelink.hl7v2.Sample;
import org.platelink.lab.CodeWords.Named;
import org.platelink.lab.Numbered.Kind;

/**
 * What the parts of one message are known by. No two of a message have the same key, and no two the same name; names are
 * made and counted without any map, so that they stay when a map changes.
 */
final class Identities {

    private final String site;
    private final Numbered numbers;
    private final Set<EntityIdentifier> shared;
    private final Map<String, Integer> keys = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();

    Identities(String site, Numbered numbers, List<Order> orders) {
        this.site = site;
        this.numbers = numbers;
        this.shared = shared(orders);
    }

    /**
     * What one resource is known by.
     *
     * @param key of what is known of it by the site's maps
     * @param name of what was sent
     */
    record Identity(ResultKey key, ResultKey name) {

        String id() {
            return key.id();
        }
    }

    Identity report(EntityIdentifier number, Named named) {
        return counted(
                ResultKey.report(site, numbers.system(number, Kind.ORDER), number.id(), named.key()),
                ResultKey.report(site, numbers.sent(number), number.id(), named.sent()));
    }

    Identity result(Identity report, Result result, Named named) {
        EntityIdentifier own = result.identifier();
        if (!own.isEmpty() && !shared.contains(own)) {
            return counted(
                    ResultKey.observation(site, numbers.system(own, Kind.RESULT), own.id()),
                    ResultKey.observation(site, numbers.sent(own), own.id()));
        }
        return new Identity(
                among(report.key(), named.key(), result.subId(), keys),
                among(report.name(), named.sent(), result.subId(), names));
    }

    Identity sample(Identity report, Sample sample, int number) {
        EntityIdentifier own = sample.identifier();
        return own.isEmpty()
                ? new Identity(ResultKey.specimen(report.key(), number), ResultKey.specimen(report.name(), number))
                : new Identity(
                        ResultKey.specimen(site, numbers.system(own, Kind.SPECIMEN), own.id()),
                        ResultKey.specimen(site, numbers.sent(own), own.id()));
    }

    private static ResultKey among(ResultKey report, String code, String subId, Map<String, Integer> alike) {
        String first = ResultKey.observation(report, code, subId, 1).text();
        return ResultKey.observation(report, code, subId, alike.merge(first, 1, Integer::sum));
    }

    private Identity counted(ResultKey key, ResultKey name) {
        return new Identity(
                key.occurrence(keys.merge(key.text(), 1, Integer::sum)),
                name.occurrence(names.merge(name.text(), 1, Integer::sum)));
    }

    /** Some laboratories give all results of an order one identifier; which result it is it then does not say. */
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
