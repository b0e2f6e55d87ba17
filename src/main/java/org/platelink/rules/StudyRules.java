package org.platelink.rules;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Library;
import org.platelink.server.Refused;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The libraries of the studies, as they are stored. What is read is kept until a Library is written, and no longer than a
 * minute, for another server may have written it.
 */
@Interceptor
public final class StudyRules {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final String ALL = "all";

    private final IFhirResourceDao<Library> libraries;
    private final Cache<String, List<Library>> stored =
            Caffeine.newBuilder().expireAfterWrite(KEPT).build();

    StudyRules(IFhirResourceDao<Library> libraries) {
        this.libraries = libraries;
    }

    /**
     * The library of an address.
     *
     * @param canonical its url, with the version or without
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if no such library is stored
     */
    public RuleLibrary library(String canonical) {
        String[] parts = canonical.split("\\|", 2);
        Library library = all().stream()
                .filter(one -> parts[0].equals(one.getUrl()))
                .filter(one -> parts.length == 1 || parts[1].equals(one.getVersion()))
                .findFirst()
                .orElseThrow(() -> Refused.broken(
                        "Library.url", "The study's rules " + canonical + " are not stored; put the Library first."));
        return LibraryText.of(library)
                .map(this::besideOthers)
                .orElseThrow(() -> Refused.broken(
                        "Library.content",
                        "The study's rules " + canonical + " have no content of the type " + LibraryText.CQL + "."));
    }

    /** Every library that has rules. */
    List<RuleLibrary> libraries() {
        return sources().stream().map(this::besideOthers).toList();
    }

    private RuleLibrary besideOthers(RuleSource source) {
        return new RuleLibrary(
                source, sources().stream().filter(one -> !one.equals(source)).toList());
    }

    /** The texts of all libraries that have rules. */
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

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        forgetAfter(resource);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource) {
        forgetAfter(resource);
    }

    private void forgetAfter(IBaseResource resource) {
        if (resource instanceof Library && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    stored.invalidateAll();
                }
            });
        }
    }
}
