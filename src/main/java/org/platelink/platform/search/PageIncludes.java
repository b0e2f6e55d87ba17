package org.platelink.platform.search;

import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.Outcomes;

/**
 * Loads the resources that the matches of a page include ({@code _include}) or are included by ({@code _revinclude}),
 * up to a maximum. HAPI truncates silently at that maximum; here the page has an OperationOutcome that says what was
 * cut, and how to ask for the rest.
 */
final class PageIncludes {

    /** HAPI's limit counts rows, and several rows can lead to one resource or to one that is on the page anyway. */
    private static final int ROWS_A_RESOURCE = 10;

    private final SearchRun searches;
    private final EntityManager entityManager;
    private final CachedSearch search;
    private final RequestDetails request;
    private final int most;

    private final List<JpaPid> all;
    private final List<JpaPid> included = new ArrayList<>();
    private final Set<String> cut = new TreeSet<>();

    /** @param most the maximum number of included resources */
    PageIncludes(
            SearchRun searches,
            EntityManager entityManager,
            CachedSearch search,
            RequestDetails request,
            List<JpaPid> matches,
            int most) {
        this.searches = searches;
        this.entityManager = entityManager;
        this.search = search;
        this.request = request;
        this.all = new ArrayList<>(matches);
        this.most = most;
    }

    /**
     * Loads the includes in HAPI's order: {@code _revinclude}, then {@code _include}, then those with
     * {@code :iterate}.
     */
    void find() {
        for (boolean iterate : new boolean[] {false, true}) {
            for (boolean reverse : new boolean[] {true, false}) {
                find(iterate, reverse);
            }
        }
    }

    private void find(boolean iterate, boolean reverse) {
        Collection<Include> includes = reverse
                ? search.parameters().getRevIncludes()
                : search.parameters().getIncludes();
        List<Include> wanted = includes.stream()
                .filter(include -> include.isRecurse() == iterate)
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        int room = most - included.size();
        List<JpaPid> found = room == 0 ? List.of() : found(wanted, reverse, room);
        if (room == 0 || found.size() > room) {
            String name = (reverse ? "_revinclude" : "_include") + (iterate ? ":iterate=" : "=");
            wanted.forEach(include -> cut.add(name + include.getValue()));
        }
        List<JpaPid> taken = found.subList(0, Math.min(room, found.size()));
        all.addAll(taken);
        included.addAll(taken);
    }

    private List<JpaPid> found(List<Include> wanted, boolean reverse, int room) {
        return searches
                .builder(search.resourceType())
                .loadIncludes(
                        searches.fhir(),
                        entityManager,
                        all,
                        wanted,
                        reverse,
                        search.parameters().getLastUpdated(),
                        search.uuid(),
                        request,
                        (room + 1) * ROWS_A_RESOURCE)
                .stream()
                .sorted(Comparator.comparing(JpaPid::getId))
                .toList();
    }

    /** The matches, followed by the included resources. */
    List<JpaPid> all() {
        return all;
    }

    List<JpaPid> included() {
        return included;
    }

    boolean isCut() {
        return !cut.isEmpty();
    }

    /**
     * Builds the warning that says which includes were truncated.
     *
     * @param first a match of the page, for the example search
     */
    OperationOutcome outcome(IBaseResource first) {
        return Outcomes.of(cut.stream()
                .map(include -> Outcomes.issue(
                        IssueSeverity.WARNING,
                        IssueType.INCOMPLETE,
                        "This page has the first " + most + " resources that are included, and not all that " + include
                                + " leads to. " + rest(include, first)))
                .toList());
    }

    private static String rest(String include, IBaseResource first) {
        String fewer = "Ask for fewer matches a page by _count";
        String[] reverse = include.startsWith("_revinclude=")
                ? include.substring("_revinclude=".length()).split(":")
                : new String[0];
        return reverse.length < 2
                ? fewer + "."
                : fewer + ", or for the rest by a search of its own, which has pages: " + reverse[0] + "?" + reverse[1]
                        + "=" + first.getIdElement().toUnqualifiedVersionless().getValue() + ".";
    }
}
