package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import java.util.function.UnaryOperator;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites all addresses by which a resource can refer to another: references, elements of a type of URI, and the
 * links and images of its narrative.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">FHIR R4, transaction processing rules</a>
 */
public final class Links {

    private static final String URN = "urn:uuid:";

    private Links() {}

    /** Maps an address to its replacement; null or the same address leaves it unchanged. */
    @FunctionalInterface
    public interface Address extends UnaryOperator<@Nullable String> {}

    /** Replaces the addresses in a resource and in what it contains. */
    public static void replace(FhirContext fhir, Resource resource, Address other) {
        for (IBaseReference reference :
                fhir.newTerser().getAllPopulatedChildElementsOfType(resource, IBaseReference.class)) {
            String before = reference.getReferenceElement().getValue();
            String after = before == null ? null : other.apply(before);
            if (after != null && !after.equals(before)) {
                reference.setReference(after);
                reference.setResource(null);
            }
        }
        for (UriType uri : fhir.newTerser().getAllPopulatedChildElementsOfType(resource, UriType.class)) {
            String after = other.apply(uri.getValue());
            if (after != null && !after.equals(uri.getValue())) {
                uri.setValue(after);
            }
        }
        replaceInNarrative(resource, other);
    }

    /** The address in a narrative that stands for an entry of a transaction until the entry has its id. */
    public static String placeholder(String type, String urn) {
        return type + "/" + urn.substring(URN.length());
    }

    /** Replaces the addresses in the narratives only. */
    public static void replaceInNarrative(Resource resource, Address other) {
        if (resource instanceof DomainResource domain) {
            narrative(domain.getText(), other);
            domain.getContained().stream()
                    .filter(DomainResource.class::isInstance)
                    .forEach(contained -> narrative(((DomainResource) contained).getText(), other));
        }
    }

    private static void narrative(Narrative narrative, Address other) {
        if (narrative.hasDiv()) {
            node(narrative.getDiv(), other);
        }
    }

    private static void node(XhtmlNode node, Address other) {
        attribute(node, "a", "href", other);
        attribute(node, "img", "src", other);
        if (node.hasChildren()) {
            node.getChildNodes().forEach(child -> node(child, other));
        }
    }

    private static void attribute(XhtmlNode node, String element, String name, Address other) {
        String before = element.equals(node.getName()) ? node.getAttribute(name) : null;
        String after = before == null ? null : other.apply(before);
        if (after != null && !after.equals(before)) {
            node.setAttribute(name, after);
        }
    }
}
