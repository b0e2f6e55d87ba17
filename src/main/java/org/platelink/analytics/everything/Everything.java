package org.platelink.analytics.everything;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.util.UrlUtil;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.IdType;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.PageSource;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestrictions;

/**
 * Finds all stored resources of one patient for {@code $everything}. It runs one search per resource type and returns
 * the matches in a stable order. Resources created while a client pages through the answer are not included.
 */
final class Everything implements PageSource {

    /**
     * Upper limit of resources per type, more than a trial stores of anyone. Beyond it the request is refused with an
     * error; the answer is never cut off silently.
     */
    private static final int MOST = 100_000;

    /**
     * For each type, the search parameter of the clinical date that {@code start} and {@code end} restrict. A type
     * without such a date, such as an allergy that persists, is always included.
     */
    private static final Map<String, String> DATES = Map.ofEntries(
            Map.entry("AdverseEvent", "date"),
            Map.entry("CarePlan", "date"),
            Map.entry("DetectedIssue", "identified"),
            Map.entry("DiagnosticReport", "date"),
            Map.entry("Encounter", "date"),
            Map.entry("Flag", "date"),
            Map.entry("Immunization", "date"),
            Map.entry("MedicationAdministration", "effective-time"),
            Map.entry("MedicationStatement", "effective"),
            Map.entry("Observation", "date"),
            Map.entry("Procedure", "date"),
            Map.entry("QuestionnaireResponse", "authored"),
            Map.entry("Specimen", "collected"));

    private static final String PATIENT = "Patient";

    private final FhirContext fhir;
    private final SearchRestrictions extents;
    private final DaoRegistry resources;
    private final PageReader reader;

    Everything(FhirContext fhir, SearchRestrictions extents, DaoRegistry resources, PageReader reader) {
        this.fhir = fhir;
        this.extents = extents;
        this.resources = resources;
        this.reader = reader;
    }

    /**
     * Key of a resource in the answer.
     *
     * @param type the resource type
     * @param pid HAPI's primary key of the resource
     */
    record ResourceKey(String type, JpaPid pid) {}

    /**
     * Answers a query.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400, 403 or 404 if it has no answer for
     *     the caller
     */
    IBundleProvider of(RequestDetails request, EverythingQuery question) {
        Caller caller = Caller.of(request).orElse(Caller.PUBLIC);
        SearchParameterMap patient = extents.ofPatient(caller, PATIENT, question.patient(), "");
        if (ids(PATIENT, patient).isEmpty()) {
            throw new ResourceNotFoundException(new IdType(PATIENT, question.patient()));
        }
        Set<String> left = new TreeSet<>();
        List<ResourceKey> all = new ArrayList<>();
        for (String type : types(question)) {
            try {
                all.addAll(found(caller, type, question));
            } catch (ForbiddenOperationException notGranted) {
                if (!question.types().isEmpty()) {
                    throw notGranted;
                }
                left.add(type);
            }
        }
        EverythingQuery whole = question.newest() == null
                ? question.upTo(all.stream()
                        .mapToLong(found -> found.pid().getId())
                        .max()
                        .orElse(0))
                : question;
        return new EverythingPages(all, left, name(whole.text()), reader, request);
    }

    /** The resource types to search: Patient first, the others by name. */
    private List<String> types(EverythingQuery question) {
        for (String type : question.types()) {
            if (!extents.typesOfPatients().contains(type)) {
                throw FhirErrors.invalid(
                        "_type",
                        (fhir.getResourceTypes().contains(type) ? type : "A type that is asked for")
                                + " is not of a patient here; ask for "
                                + String.join(", ", new TreeSet<>(extents.typesOfPatients())) + ".");
            }
        }
        return extents.typesOfPatients().stream()
                .filter(type -> question.types().isEmpty() || question.types().contains(type))
                .sorted(Comparator.<String, Boolean>comparing(type -> !type.equals(PATIENT))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private List<ResourceKey> found(Caller caller, String type, EverythingQuery question) {
        String since = question.since() == null ? "" : "_lastUpdated=ge" + UrlUtil.escapeUrlParam(question.since());
        Set<JpaPid> pids = new TreeSet<>(Comparator.comparing(JpaPid::getId));
        String date = DATES.get(type);
        if (date == null || question.start() == null && question.end() == null) {
            pids.addAll(ids(type, extents.ofPatient(caller, type, question.patient(), since)));
        } else {
            // A resource without a date is included, since nothing says that it lies outside the period.
            for (String when : List.of(within(date, question), date + ":missing=true")) {
                String query = since.isEmpty() ? when : since + "&" + when;
                pids.addAll(ids(type, extents.ofPatient(caller, type, question.patient(), query)));
            }
        }
        return pids.stream()
                .filter(pid -> question.newest() == null || pid.getId() <= question.newest())
                .map(pid -> new ResourceKey(type, pid))
                .toList();
    }

    private static String within(String date, EverythingQuery question) {
        List<String> ends = new ArrayList<>();
        Optional.ofNullable(question.start())
                .ifPresent(start -> ends.add(date + "=ge" + UrlUtil.escapeUrlParam(start)));
        Optional.ofNullable(question.end()).ifPresent(end -> ends.add(date + "=le" + UrlUtil.escapeUrlParam(end)));
        return String.join("&", ends);
    }

    @SuppressWarnings("unchecked")
    private List<JpaPid> ids(String type, SearchParameterMap search) {
        search.setLoadSynchronousUpTo(MOST + 1);
        List<JpaPid> ids = (List<JpaPid>)
                (List<?>) resources.getResourceDao(type).searchForIds(search, new SystemRequestDetails());
        if (ids.size() > MOST) {
            throw FhirErrors.tooCostly("The participant has more than " + MOST + " resources of the type " + type
                    + "; ask for a part, by start and end or by _since.");
        }
        return ids;
    }

    @Override
    public String prefix() {
        return "everything.";
    }

    @Override
    public Optional<IBundleProvider> find(RequestDetails request, String question) {
        return EverythingQuery.parse(question).map(asked -> of(request, asked));
    }
}
