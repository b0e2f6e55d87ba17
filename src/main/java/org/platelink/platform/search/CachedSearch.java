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
 * What a search has found so far, as ids in the order in which clients were shown them. It grows when a client pages on:
 * the search is run again further, and what is not held yet comes after what is. So no result is shown twice, and none
 * that was there from the start is left out.
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
     * @param uuid names the search in the links to its pages
     * @param parameters what was asked; its includes are read with each page
     * @param resourceType what is searched
     * @param partition where it is searched
     * @param step how many ids to read when a client pages beyond the first ones
     */
    CachedSearch(
            String uuid, SearchParameterMap parameters, String resourceType, RequestPartitionId partition, int step) {
        this(uuid, parameters, resourceType, partition, step, new Date());
    }

    /** One that was begun before, perhaps by another server. */
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
     * How far a search has come.
     *
     * @param ids in the order in which clients are shown them
     * @param asked how many were asked for
     * @param complete whether there are no more
     */
    record Progress(long[] ids, int asked, boolean complete) {}

    synchronized Progress progress() {
        return new Progress(ids.clone(), asked, complete);
    }

    /** Takes over how far another server came with this search, if that is further. */
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
     * The ids from a place to another, fewer if there are no more.
     *
     * @param found runs the search and answers what it finds, at most so many
     */
    synchronized long[] ids(int from, int to, int first, IntFunction<Found> found) {
        while (ids.length < to && !complete) {
            asked = Math.max(asked == 0 ? first : asked + step, to);
            Found more = found.apply(asked);
            Set<Long> all = new LinkedHashSet<>(asked * 2);
            Arrays.stream(ids).forEach(all::add);
            all.addAll(more.shown());
            ids = all.stream().mapToLong(Long::longValue).toArray();
            complete = more.number() < asked;
        }
        return from >= ids.length ? new long[0] : Arrays.copyOfRange(ids, from, Math.min(to, ids.length));
    }

    /** How many there are, once all are held. */
    synchronized OptionalInt total() {
        return complete ? OptionalInt.of(ids.length) : OptionalInt.empty();
    }

    /**
     * How many there are, counted once where not all are held.
     *
     * @param count counts them
     */
    synchronized OptionalInt total(IntSupplier count) {
        if (!complete && counted < 0) {
            counted = count.getAsInt();
        }
        return OptionalInt.of(complete ? ids.length : counted);
    }

    /** Whether anything has been looked for yet; that nothing is held may also be because there is nothing. */
    synchronized boolean hasRun() {
        return asked > 0;
    }

    synchronized int held() {
        return ids.length;
    }

    /**
     * What a run of the search answers.
     *
     * @param number how many it found
     * @param shown the ids of those that the client may see
     */
    record Found(int number, List<Long> shown) {}
}
