package org.platelink.platform.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * Cached result of one search: the ids of the matches, in the order in which clients were shown them. The list grows
 * when a client pages on: the search is run again with a higher limit, and ids that are not in the list yet are
 * appended. So no result is shown twice, and none that was there from the start is left out. Thread-safe.
 */
final class CachedSearch {

    private final String uuid;
    private final SearchParameterMap parameters;
    private final String resourceType;
    private final RequestPartitionId partition;
    private final Date begun;
    private final int step;
    private long[] ids = {};
    private int asked;
    private boolean complete;
    private int counted = -1;

    /**
     * Starts a new search.
     *
     * @param uuid names the search in the links to its pages
     * @param parameters the search parameters; their includes are read with each page
     * @param resourceType the type that is searched
     * @param partition the partition that is searched
     * @param step how many more ids to read when a client pages beyond the first ones
     */
    CachedSearch(
            String uuid, SearchParameterMap parameters, String resourceType, RequestPartitionId partition, int step) {
        this(uuid, parameters, resourceType, partition, step, new Date());
    }

    /** Restores a search that was begun before, perhaps by another server. */
    CachedSearch(
            String uuid,
            SearchParameterMap parameters,
            String resourceType,
            RequestPartitionId partition,
            int step,
            Date begun) {
        this.uuid = uuid;
        this.parameters = parameters;
        this.resourceType = resourceType;
        this.partition = partition;
        this.step = step;
        this.begun = begun;
    }

    /**
     * Progress of a search, as it is shared between servers.
     *
     * @param ids the ids found, in the order in which clients are shown them
     * @param asked the limit with which the search was last run
     * @param complete whether there are no more matches
     */
    record Progress(long[] ids, int asked, boolean complete) {}

    synchronized Progress progress() {
        return new Progress(ids.clone(), asked, complete);
    }

    /** Takes over the progress that another server made with this search, if it is further than the own one. */
    synchronized void goOnFrom(Progress other) {
        if (other.asked() > asked) {
            ids = other.ids().clone();
            asked = other.asked();
            complete = other.complete();
        }
    }

    synchronized int asked() {
        return asked;
    }

    String uuid() {
        return uuid;
    }

    SearchParameterMap parameters() {
        return parameters;
    }

    String resourceType() {
        return resourceType;
    }

    RequestPartitionId partition() {
        return partition;
    }

    Date begun() {
        return begun;
    }

    /**
     * Returns the ids from index {@code from} (inclusive) to {@code to} (exclusive), fewer if there are no more. Runs
     * the search as long as too few are held.
     *
     * @param found runs the search with the limit that it is given, and returns what it finds
     */
    synchronized long[] ids(int from, int to, int first, IntFunction<SearchMatches> found) {
        while (ids.length < to && !complete) {
            asked = Math.max(asked == 0 ? first : asked + step, to);
            SearchMatches more = found.apply(asked);
            Set<Long> all = new LinkedHashSet<>(asked * 2);
            Arrays.stream(ids).forEach(all::add);
            all.addAll(more.shown());
            ids = all.stream().mapToLong(Long::longValue).toArray();
            complete = more.number() < asked;
        }
        return from >= ids.length ? new long[0] : Arrays.copyOfRange(ids, from, Math.min(to, ids.length));
    }

    /** The total, once all ids are held; empty before that. */
    synchronized OptionalInt total() {
        return complete ? OptionalInt.of(ids.length) : OptionalInt.empty();
    }

    /**
     * The total; counted by a query, once, where not all ids are held.
     *
     * @param count counts the matches
     */
    synchronized OptionalInt total(IntSupplier count) {
        if (!complete && counted < 0) {
            counted = count.getAsInt();
        }
        return OptionalInt.of(complete ? ids.length : counted);
    }

    /** Whether the search has been run yet. An empty list does not tell: there may be no match. */
    synchronized boolean hasRun() {
        return asked > 0;
    }

    synchronized int held() {
        return ids.length;
    }

    /**
     * Result of one run of the search.
     *
     * @param number how many matches were found
     * @param shown the ids of those that the client may see
     */
    record SearchMatches(int number, List<Long> shown) {}
}
