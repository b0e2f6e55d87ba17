package org.platelink.security.audit;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.util.UrlUtil;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;

/**
 * Resource provider for AuditEvent: lets an admin read ({@code AuditEvent/[number]}) and search the trail, newest
 * event first.
 */
class AuditEventProvider implements IResourceProvider {

    private static final String BEFORE = "before";

    /** HAPI passes these parameters to any search, and silently accepts those that it does not handle. */
    private static final Set<String> OF_THE_ANSWER = Set.of("_count", "_summary", "_elements", "_format", "_pretty");

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 1_000;

    private final TrailSearch trail;

    AuditEventProvider(TrailSearch trail) {
        this.trail = trail;
    }

    @Override
    public Class<AuditEvent> getResourceType() {
        return AuditEvent.class;
    }

    @Read
    public AuditEvent read(RequestDetails request, @IdParam IdType id) {
        refuseOthers(request);
        return (id.isIdPartValidLong() ? trail.read(id.getIdPartAsLong()) : Optional.<AuditEvent>empty())
                .orElseThrow(() -> new ResourceNotFoundException(id));
    }

    @Search
    public Bundle search(
            RequestDetails request,
            @OptionalParam(name = AuditEvent.SP_DATE) @Nullable DateRangeParam date,
            @OptionalParam(name = AuditEvent.SP_AGENT) @Nullable ReferenceParam agent,
            @OptionalParam(name = AuditEvent.SP_ACTION) @Nullable TokenParam action,
            @OptionalParam(name = AuditEvent.SP_TYPE) @Nullable TokenParam type,
            @OptionalParam(name = AuditEvent.SP_OUTCOME) @Nullable TokenParam outcome,
            @OptionalParam(name = AuditEvent.SP_ENTITY) @Nullable ReferenceParam entity,
            @OptionalParam(name = AuditEvent.SP_PATIENT) @Nullable ReferenceParam patient,
            @Description("the number of an event; those before it") @OptionalParam(name = BEFORE) @Nullable
                    NumberParam before,
            @Count @Nullable Integer count) {
        refuseOthers(request);
        refuseUnheeded(request);
        TrailSearch.Criteria criteria = new TrailSearch.Criteria().during(date);
        if (agent != null) {
            String named = quoted(plain(agent, AuditEvent.SP_AGENT));
            criteria.containing(
                    "\"who\":{\"identifier\":{\"value\":" + named,
                    "\"who\":{\"reference\":" + named,
                    "\"who\":{\"display\":" + named);
        }
        if (action != null) {
            criteria.containing("\"action\":" + quoted(plain(action, AuditEvent.SP_ACTION)));
        }
        if (type != null) {
            if (type.getModifier() != null || type.getMissing() != null) {
                throw new InvalidRequestException("Of type, the audit trail is searched by codes only.");
            }
            String code = "\"code\":" + quoted(type.getValue());
            // Entities, for example, have a type too, from other code systems; so without a system the event code
            // systems are used.
            Stream<String> systems = type.getSystem() == null ? AuditCoding.ofEvents() : Stream.of(type.getSystem());
            criteria.containing(systems.map(system -> "\"type\":{\"system\":" + quoted(system) + "," + code)
                    .toArray(String[]::new));
        }
        if (outcome != null) {
            criteria.containing("\"outcome\":" + quoted(plain(outcome, AuditEvent.SP_OUTCOME)));
        }
        if (entity != null) {
            resource(criteria, plain(entity, AuditEvent.SP_ENTITY));
        }
        if (patient != null) {
            String id = plain(patient, AuditEvent.SP_PATIENT);
            resource(criteria, id.contains("/") ? id : "Patient/" + id);
        }
        int most = count == null ? USUAL_PAGE : Math.max(1, Math.min(count, LARGEST_PAGE));
        long end = before == null ? Long.MAX_VALUE : before.getValue().longValue();
        return page(request, trail.find(criteria, end, most + 1), most);
    }

    private static void refuseOthers(RequestDetails request) {
        if (Caller.of(request).map(caller -> caller.role() != Role.ADMIN).orElse(true)) {
            throw new ForbiddenOperationException("Only an admin reads the audit trail.");
        }
    }

    private static void refuseUnheeded(RequestDetails request) {
        // The client may ask for the order in which events are returned anyway.
        boolean newestFirst = Arrays.equals(request.getParameters().get("_sort"), new String[] {"-date"});
        Stream<String> unheeded = request.getParameters().keySet().stream()
                .filter(name -> name.startsWith("_") && !OF_THE_ANSWER.contains(name))
                .filter(name -> !(newestFirst && name.equals("_sort")));
        Stream<String> counted = Arrays.stream(request.getParameters().getOrDefault("_summary", new String[0]))
                .filter("count"::equals)
                .map(count -> "_summary=count");
        Stream.concat(unheeded, counted).findFirst().ifPresent(name -> {
            throw FhirErrors.invalid(
                    "AuditEvent",
                    "The audit trail cannot be asked for " + name.replaceAll("[^\\x20-\\x7e]", "?")
                            + "; ask by date, agent, action, type, outcome, entity and patient. It comes with the newest"
                            + " first.");
        });
    }

    private static String plain(ReferenceParam parameter, String name) {
        if (parameter.getChain() != null
                || parameter.getMissing() != null
                || parameter.getQueryParameterQualifier() != null) {
            throw new InvalidRequestException("Of " + name + ", the audit trail is searched by plain values only.");
        }
        return parameter.getValue();
    }

    private static String plain(TokenParam parameter, String name) {
        if (parameter.getModifier() != null || parameter.getMissing() != null || parameter.getSystem() != null) {
            throw new InvalidRequestException("Of " + name + ", the audit trail is searched by plain codes only.");
        }
        return parameter.getValue();
    }

    private static String quoted(String value) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    }

    /** Matches a resource in the given version, or in any version if the reference names none. */
    private static void resource(TrailSearch.Criteria criteria, String reference) {
        String quoted = "\"what\":{\"reference\":" + quoted(reference);
        criteria.containing(quoted, quoted.substring(0, quoted.length() - 1) + "/_history/");
    }

    private static Bundle page(RequestDetails request, List<AuditEvent> found, int most) {
        Bundle page = new Bundle().setType(BundleType.SEARCHSET);
        String base = request.getFhirServerBase() + "/";
        found.stream().limit(most).forEach(event -> {
            Bundle.BundleEntryComponent entry = page.addEntry().setResource(event);
            entry.setFullUrl(
                    base + event.getIdElement().toUnqualifiedVersionless().getValue());
            entry.getSearch().setMode(Bundle.SearchEntryMode.MATCH);
        });
        if (found.size() > most) {
            page.addLink().setRelation("next").setUrl(base + next(request, found.get(most - 1)));
        }
        return page;
    }

    private static String next(RequestDetails request, AuditEvent last) {
        StringBuilder address = new StringBuilder("AuditEvent?");
        for (Map.Entry<String, String[]> parameter : request.getParameters().entrySet()) {
            for (String value : parameter.getValue()) {
                if (!parameter.getKey().equals(BEFORE)) {
                    address.append(UrlUtil.escapeUrlParam(parameter.getKey()))
                            .append('=')
                            .append(UrlUtil.escapeUrlParam(value))
                            .append('&');
                }
            }
        }
        return address.append(BEFORE + "=")
                .append(last.getIdElement().getIdPart())
                .toString();
    }
}
