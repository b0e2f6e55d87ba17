package org.platelink.study.rules;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.hl7.fhir.r4.model.Library;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.WriteInvalidatedCache;

/**
 * The stored rule libraries of the studies, with a cache. The cache is invalidated when a Library is written, and
 * expires after a minute, because another server may have written one.
 */
public final class StudyRules {

    private static final String ALL = "all";

    private final IFhirResourceDao<Library> libraries;
    private final WriteInvalidatedCache<List<Library>> stored;

    StudyRules(IFhirResourceDao<Library> libraries, WriteInvalidatedCache<List<Library>> stored) {
        this.libraries = libraries;
        this.stored = stored;
    }

    /**
     * The library with a canonical URL.
     *
     * @param canonical its url, with or without the version
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if no such library is stored
     */
    public RuleLibrary library(String canonical) {
        String[] parts = canonical.split("\\|", 2);
        Library library = all().stream()
                .filter(one -> parts[0].equals(one.getUrl()))
                .filter(one -> parts.length == 1 || parts[1].equals(one.getVersion()))
                .findFirst()
                .orElseThrow(() -> FhirErrors.broken(
                        "Library.url", "The study's rules " + canonical + " are not stored; put the Library first."));
        return LibraryText.of(library)
                .map(this::besideOthers)
                .orElseThrow(() -> FhirErrors.broken(
                        "Library.content",
                        "The study's rules " + canonical + " have no content of the type " + LibraryText.CQL + "."));
    }

    /** All stored libraries that contain CQL. */
    List<RuleLibrary> libraries() {
        return sources().stream().map(this::besideOthers).toList();
    }

    private RuleLibrary besideOthers(RuleSource source) {
        return new RuleLibrary(
                source, sources().stream().filter(one -> !one.equals(source)).toList());
    }

    /** The CQL texts of all stored libraries that contain CQL. */
    List<RuleSource> sources() {
        return all().stream().flatMap(one -> LibraryText.of(one).stream()).toList();
    }

    private List<Library> all() {
        return stored.get(
                ALL,
                key ->
                        libraries
                                .search(SearchParameterMap.newSynchronous(), new SystemRequestDetails())
                                .getAllResources()
                                .stream()
                                .map(Library.class::cast)
                                .toList());
    }
}
