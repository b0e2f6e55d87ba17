package org.platelink.analytics.sqlonfhir;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Library;
import org.platelink.analytics.view.View;
import org.platelink.platform.number.JsonNumbers;
import org.platelink.platform.number.NumberOutOfBounds;
import org.platelink.platform.server.FhirErrors;

/**
 * Loads ViewDefinitions that are stored as the content of Libraries, and caches them by version. They hold no data of
 * a subject, so they are read for any caller.
 */
final class StoredViews {

    /** Content type by which a Library declares its content a ViewDefinition. */
    static final String CONTENT_TYPE = "application/vnd.hl7.fhir.viewdefinition+json";

    private static final Pattern REFERENCE = Pattern.compile(
            "(?:https?://[^ ]+/)?(?:Library|ViewDefinition)/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]+)?");
    private static final int KEPT = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final IFhirResourceDao<Library> libraries;
    private final Cache<String, View> read =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    StoredViews(IFhirResourceDao<Library> libraries) {
        this.libraries = libraries;
    }

    /** The view of a canonical URL, with or without a version; without, the one that was stored last. */
    Views.ResolvedView byCanonical(String canonical) {
        String[] parts = canonical.split("\\|", 2);
        SearchParameterMap search = new SearchParameterMap();
        search.add(Library.SP_URL, new UriParam(parts[0]));
        if (parts.length == 2) {
            search.add(Library.SP_VERSION, new TokenParam(parts[1]));
        }
        search.setSort(new SortSpec("_lastUpdated", SortOrderEnum.DESC)).setLoadSynchronousUpTo(1);
        List<IBaseResource> found =
                libraries.search(search, new SystemRequestDetails()).getAllResources();
        if (found.isEmpty()) {
            throw notThere("subjectCanonical", canonical);
        }
        return found("subjectCanonical", (Library) found.get(0));
    }

    /** The view of a Library, referenced as {@code Library/[id]} or {@code ViewDefinition/[id]}. */
    Views.ResolvedView byReference(String reference) {
        Matcher name = REFERENCE.matcher(reference);
        if (!name.matches()) {
            throw notThere("subjectReference", reference);
        }
        try {
            return found(
                    "subjectReference",
                    libraries.read(new IdType("Library", name.group(1)), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            throw notThere("subjectReference", reference);
        }
    }

    private static RuntimeException notThere(String parameter, String name) {
        return FhirErrors.notFound(
                parameter,
                "There is no view " + name + " on this server. GET [base]/Library lists those that there are.");
    }

    private Views.ResolvedView found(String parameter, Library library) {
        JsonNode definition = definition(library)
                .orElseThrow(() -> FhirErrors.broken(
                        parameter, "Library/" + library.getIdElement().getIdPart() + " has no view as its content."));
        String version =
                library.getIdElement().getIdPart() + "/" + library.getMeta().getVersionId();
        return new Views.ResolvedView(
                read.get(version, key -> Views.read(definition)),
                definition,
                "Library/" + library.getIdElement().getIdPart() + "/_history/"
                        + library.getMeta().getVersionId() + ": " + ViewTrace.of(definition));
    }

    /**
     * The ViewDefinition that is the content of a Library; empty if its content is something else.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if it says that it is one and is
     *     no JSON
     */
    static Optional<JsonNode> definition(Library library) {
        for (Attachment content : library.getContent()) {
            if (CONTENT_TYPE.equals(content.getContentType())) {
                try {
                    JsonNode definition = JSON.readTree(content.getData() == null ? new byte[0] : content.getData());
                    JsonNumbers.check(definition);
                    return Optional.of(definition);
                } catch (NumberOutOfBounds beyond) {
                    throw FhirErrors.broken("Library.content.data", beyond.place() + ": " + beyond.getMessage());
                } catch (JsonProcessingException broken) {
                    throw FhirErrors.broken("Library.content.data", "The ViewDefinition is no JSON.");
                } catch (IOException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
        return Optional.empty();
    }
}
