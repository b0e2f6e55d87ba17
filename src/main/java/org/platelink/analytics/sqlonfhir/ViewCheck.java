package org.platelink.analytics.sqlonfhir;

import com.fasterxml.jackson.databind.JsonNode;
import org.hl7.fhir.r4.model.Library;
import org.platelink.analytics.view.View;
import org.platelink.platform.server.FhirErrors;

/**
 * Validation rule: a Library whose content is a ViewDefinition is stored only if the view can be read and each of its
 * paths may lead to something, so that no view is stored that could not be run later.
 */
final class ViewCheck {

    private ViewCheck() {}

    static void check(Library library) {
        StoredViews.definition(library).ifPresent(definition -> check(library, definition));
    }

    private static void check(Library library, JsonNode definition) {
        View view = Views.read(definition);
        if (!view.doubts().isEmpty()) {
            throw FhirErrors.broken(
                    "Library.content",
                    "The view cannot lead to anything: " + view.doubts().get(0));
        }
        String url = definition.path("url").asText("");
        if (!url.equals(library.getUrl() == null ? "" : library.getUrl())) {
            throw FhirErrors.broken(
                    "Library.url",
                    "A Library with a view has the view's url, which is " + (url.isEmpty() ? "none" : url) + ".");
        }
    }
}
