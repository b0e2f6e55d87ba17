package org.platelink.analytics.sqlonfhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.platelink.analytics.extract.RequestParameters;
import org.platelink.analytics.view.View;
import org.platelink.analytics.view.ViewRefused;
import org.platelink.platform.server.FhirErrors;

/** Resolves the view of a request: sent inline, or stored. */
final class Views {

    /**
     * A resolved view.
     *
     * @param view ready to be run
     * @param definition its ViewDefinition
     * @param about what it reads, as {@link ViewTrace} describes it
     */
    record ResolvedView(View view, JsonNode definition, String about) {}

    private final StoredViews stored;

    Views(StoredViews stored) {
        this.stored = stored;
    }

    /**
     * The view that the parameters name.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 if they do not name one, 404 if it
     *     does not exist, 422 if it is no view that can be run
     */
    ResolvedView of(RequestParameters parameters) {
        Optional<String> canonical = parameters.text("subjectCanonical");
        Optional<String> reference = parameters.text("subjectReference");
        List<JsonNode> resources = parameters.resources("subjectResource");
        List<String> given = new ArrayList<>();
        canonical.ifPresent(name -> given.add("subjectCanonical"));
        reference.ifPresent(name -> given.add("subjectReference"));
        resources.forEach(resource -> given.add("subjectResource"));
        if (given.size() != 1) {
            throw FhirErrors.invalid(
                    "subjectResource",
                    (given.isEmpty() ? "No view is named" : "More than one view is named: " + String.join(", ", given))
                            + ". Send one ViewDefinition as subjectResource, or name a stored one by subjectCanonical or "
                            + "subjectReference.");
        }
        if (canonical.isPresent()) {
            return stored.byCanonical(canonical.get());
        }
        if (reference.isPresent()) {
            return stored.byReference(reference.get());
        }
        return inline(resources.get(0));
    }

    private static ResolvedView inline(JsonNode definition) {
        if (definition.path("resourceType").asText().equals("Library")) {
            throw FhirErrors.broken("subjectResource", "Queries in SQL are not offered here; send a ViewDefinition.");
        }
        return new ResolvedView(read(definition), definition, ViewTrace.of(definition));
    }

    /**
     * Compiles a ViewDefinition.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if it cannot be run
     */
    static View read(JsonNode definition) {
        try {
            return View.of(definition);
        } catch (ViewRefused refused) {
            throw refusal(refused);
        }
    }

    static RuntimeException refusal(ViewRefused refused) {
        return FhirErrors.broken(refused.place(), refused.getMessage());
    }
}
