package org.platelink.analytics.export;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.extract.CutParameter;
import org.platelink.analytics.extract.Extracts;
import org.platelink.analytics.extract.Filter;
import org.platelink.analytics.extract.Patients;
import org.platelink.analytics.extract.RequestParameters;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestriction;
import org.platelink.security.access.SearchRestrictions;
import org.platelink.trial.review.DataCut;

/** Parses and checks the parameters of {@code $export} (Bulk Data Access, query parameters). */
final class BulkParameters {

    /** The level at which {@code $export} was called. */
    enum Level {
        SYSTEM,
        PATIENT,
        GROUP
    }

    private static final List<String> PARAMETERS =
            List.of("_outputFormat", "_since", "_type", "_typeFilter", "_elements", "_cut", "patient");
    private static final Set<String> FORMATS = Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");

    private final FhirContext fhir;
    private final SearchRestrictions extents;
    private final Extracts extracts;
    private final Patients patients;
    private final CutParameter cuts;

    BulkParameters(
            FhirContext fhir, SearchRestrictions extents, Extracts extracts, Patients patients, CutParameter cuts) {
        this.cuts = cuts;
        this.fhir = fhir;
        this.extents = extents;
        this.extracts = extracts;
        this.patients = patients;
    }

    /**
     * The export request that the parameters describe. Unknown parameters are refused unless the client asked for
     * lenient handling.
     *
     * @param group the id of the Group at whose URL the operation was called; null at the other levels
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 or 403 if it cannot be had
     */
    BulkRequest of(Level level, @Nullable String group, Caller caller, RequestParameters parameters, boolean lenient) {
        if (!lenient) {
            parameters.mustBeAmong(PARAMETERS);
        }
        format(parameters);
        List<String> types = types(level, caller, parameters);
        Map<String, List<String>> filters = filters(caller, parameters, types);
        List<String> named = parameters.texts("patient");
        if (!named.isEmpty() && level == Level.SYSTEM) {
            throw FhirErrors.invalid("patient", "The parameter patient is for Patient/$export and Group/[id]/$export.");
        }
        DataCut cut = cuts.of(parameters.text(CutParameter.NAME).orElse(null), caller);
        if (cut != null && (group != null || !filters.isEmpty())) {
            throw FhirErrors.unsupported(
                    CutParameter.NAME,
                    "What a Group or a _typeFilter finds is found among the present data, and would not be the same"
                            + " later; ask for the data cut without, and choose from it.");
        }
        if (group != null) {
            patients.ofGroup(caller, group);
        }
        return new BulkRequest(
                types,
                filters,
                named.isEmpty() ? null : patients.of(caller, named, List.of()),
                group,
                parameters.instant("_since").map(Instant::toEpochMilli).orElse(null),
                elements(parameters, types),
                cut == null ? null : cut.fullName());
    }

    /** What is taken out by a request, for the audit trail; of a Group, which patients is known when it is done. */
    Filter filter(BulkRequest request, Caller caller) {
        return new Filter(
                request.patients(),
                request.since() == null ? null : Instant.ofEpochMilli(request.since()),
                cuts.of(request.cut(), caller));
    }

    private static void format(RequestParameters parameters) {
        parameters.text("_outputFormat").map(format -> format.replace(' ', '+')).ifPresent(format -> {
            if (!FORMATS.contains(format)) {
                throw FhirErrors.unsupported("_outputFormat", "Exports are written as application/fhir+ndjson.");
            }
        });
    }

    private static List<String> listed(RequestParameters parameters, String name) {
        List<String> all = new ArrayList<>();
        parameters.texts(name).forEach(text -> Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(one -> !one.isEmpty())
                .forEach(all::add));
        return all;
    }

    /**
     * The types of {@code _type}, each of which the caller must be allowed to search; without {@code _type}, all
     * types that the caller may search.
     */
    private List<String> types(Level level, Caller caller, RequestParameters parameters) {
        List<String> named = listed(parameters, "_type").stream().distinct().toList();
        if (named.isEmpty()) {
            return fhir.getResourceTypes().stream()
                    .sorted()
                    .filter(type -> extent(caller, type)
                            .filter(extent -> level == Level.SYSTEM || extent.isOfPatients())
                            .isPresent())
                    .toList();
        }
        for (String type : named) {
            if (!fhir.getResourceTypes().contains(type)) {
                throw FhirErrors.invalid("_type", "FHIR R4 has no resource " + type + ".");
            }
            if (!extents.of(caller, type).isOfPatients() && level != Level.SYSTEM) {
                throw FhirErrors.invalid("_type", type + " belongs to no patient; ask for it at [base]/$export.");
            }
        }
        return named;
    }

    private Optional<SearchRestriction> extent(Caller caller, String type) {
        try {
            return Optional.of(extents.of(caller, type));
        } catch (ForbiddenOperationException | AuthenticationException not) {
            return Optional.empty();
        }
    }

    private Map<String, List<String>> filters(Caller caller, RequestParameters parameters, List<String> types) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (String filter : filtersOf(parameters)) {
            int mark = filter.indexOf('?');
            String type = mark < 0 ? "" : filter.substring(0, mark);
            if (!types.contains(type)) {
                throw FhirErrors.invalid(
                        "_typeFilter",
                        "A filter is a search of one of the types that are exported, such as Observation?status=final, "
                                + "and encoded in the address.");
            }
            String query = filter.substring(mark + 1);
            // Checked now, so that an invalid filter is refused at once and does not fail a half-finished export.
            extracts.mustBeAskable(extents.of(caller, type, List.of(query)));
            filters.computeIfAbsent(type, key -> new ArrayList<>()).add(query);
        }
        return filters;
    }

    /**
     * Splits {@code _typeFilter} into filters. Commas separate filters and also occur within them, so a new filter is
     * recognized by a type name followed by a question mark.
     */
    private static List<String> filtersOf(RequestParameters parameters) {
        List<String> filters = new ArrayList<>();
        parameters
                .texts("_typeFilter")
                .forEach(text -> filters.addAll(Arrays.asList(text.split(",(?=[A-Z][A-Za-z]+\\?)"))));
        return filters;
    }

    private Map<String, List<String>> elements(RequestParameters parameters, List<String> types) {
        Map<String, List<String>> elements = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>(types);
        for (String element : listed(parameters, "_elements")) {
            String[] parts = element.split("\\.", 2);
            boolean ofType = parts.length == 2;
            if (ofType && !known.contains(parts[0])) {
                throw FhirErrors.invalid("_elements", parts[0] + " is not among the types that are exported.");
            }
            if (element.indexOf('.') != element.lastIndexOf('.')) {
                throw FhirErrors.invalid(
                        "_elements", "An element is named by its first name only, such as Observation.code.");
            }
            elements.computeIfAbsent(ofType ? parts[0] : "*", key -> new ArrayList<>())
                    .add(parts[parts.length - 1]);
        }
        return elements;
    }
}
