package org.platelink.analytics.everything;

import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.method.ResponsePage.ResponsePageBuilder;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.everything.Everything.ResourceKey;
import org.platelink.platform.server.Outcomes;

/** Bundle provider that reads the pages of an {@code $everything} answer. */
final class EverythingPages implements IBundleProvider {

    private final List<ResourceKey> all;
    private final Set<String> left;
    private final String name;
    private final PageReader reader;
    private final RequestDetails request;

    /** @param left the types that the caller's token does not grant */
    EverythingPages(List<ResourceKey> all, Set<String> left, String name, PageReader reader, RequestDetails request) {
        this.all = List.copyOf(all);
        this.left = left;
        this.name = name;
        this.reader = reader;
        this.request = request;
    }

    @Override
    public List<IBaseResource> getResources(int from, int to, ResponsePageBuilder page) {
        List<ResourceKey> wanted = all.subList(Math.min(from, all.size()), Math.min(to, all.size()));
        List<IBaseResource> found = reader.read(wanted, request);
        List<IBaseResource> others = new ArrayList<>(reader.referredTo(found, request));
        if (from == 0 && !left.isEmpty()) {
            others.add(0, PageReader.asOutcome(notGranted()));
        }
        List<IBaseResource> shown = new ArrayList<>(found);
        shown.addAll(others);
        page.setIncludedResourceCount(others.size());
        page.setResources(shown);
        return shown;
    }

    private OperationOutcome notGranted() {
        OperationOutcome outcome = Outcomes.of(
                IssueSeverity.WARNING,
                IssueType.SUPPRESSED,
                "The token's scopes do not grant a search of " + String.join(", ", left)
                        + ", so nothing of these types is here.");
        outcome.setId(UUID.randomUUID().toString());
        return outcome;
    }

    @Override
    public String getUuid() {
        return name;
    }

    @Override
    public Integer size() {
        return all.size();
    }

    @Override
    public IPrimitiveType<Date> getPublished() {
        return InstantDt.withCurrentTime();
    }

    @Override
    public @Nullable Integer preferredPageSize() {
        return null;
    }
}
