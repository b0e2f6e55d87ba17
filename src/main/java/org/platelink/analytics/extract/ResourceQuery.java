package org.platelink.analytics.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.CutSelection;
import org.platelink.platform.hapi.table.ResourceSelection;
import org.platelink.security.access.SearchRestriction;
import org.platelink.trial.review.DataCut;

/** Turns what a caller may see, and wants of it, into the selection of stored resources. */
final class ResourceQuery {

    private ResourceQuery() {}

    /**
     * Builds the selection for a search restriction.
     *
     * @param numbers HAPI's numeric ids of the resources that are allowed; null for any
     */
    static ResourceSelection of(SearchRestriction extent, Filter filter, @Nullable List<Long> numbers) {
        ResourceSelection selection = new ResourceSelection(extent.type());
        if (filter.since() != null) {
            selection.writtenAfter(filter.since());
        }
        if (numbers != null) {
            selection.withKeys(numbers);
        }
        ofPatients(selection, extent, filter.patients());
        return selection;
    }

    private static void ofPatients(
            ResourceSelection selection, SearchRestriction extent, @Nullable List<String> patients) {
        String site = extent.site();
        if (extent.patientPath() != null) {
            if (site != null || patients != null) {
                selection.ofPatients(extent.patientPath(), site, patients);
            }
        } else if (extent.isOfPatients()) {
            if (site != null) {
                selection.patientsManagedBy(site);
            }
            if (patients != null) {
                selection.withIds(patients);
            }
        }
    }

    /** Builds the selection of what a data cut holds, likewise. */
    static CutSelection of(DataCut cut, SearchRestriction extent, Filter filter, @Nullable List<Long> numbers) {
        CutSelection selection = new CutSelection(cut.id(), extent.type());
        if (filter.since() != null) {
            selection.writtenAfter(filter.since());
        }
        if (numbers != null) {
            selection.withKeys(numbers);
        }
        if (extent.isOfPatients()) {
            if (extent.site() != null) {
                selection.ofSite(extent.site());
            }
            if (filter.patients() != null) {
                selection.ofPatients(filter.patients());
            }
        }
        return selection;
    }
}
