package org.platelink.analytics.history;

import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.method.ResponsePage.ResponsePageBuilder;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;

/** Bundle provider that reads the pages of a history. */
final class HistoryPages implements IBundleProvider {

    private final int total;
    private final String name;
    private final Reader reader;

    HistoryPages(int total, String name, Reader reader) {
        this.total = total;
        this.name = name;
        this.reader = reader;
    }

    /** Reads the versions of a range of offsets. */
    @FunctionalInterface
    interface Reader {
        List<IBaseResource> read(int from, int to);
    }

    @Override
    public List<IBaseResource> getResources(int from, int to, ResponsePageBuilder page) {
        return getResources(from, to);
    }

    @Override
    public List<IBaseResource> getResources(int from, int to) {
        return from >= to ? List.of() : reader.read(from, to);
    }

    @Override
    public String getUuid() {
        return name;
    }

    @Override
    public Integer size() {
        return total;
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
