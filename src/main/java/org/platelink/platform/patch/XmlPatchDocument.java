package org.platelink.platform.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.github.dnault.xmlpatch.Patcher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.FhirErrors;

/**
 * An XML Patch, applied without namespaces. Most senders' paths name FHIR's elements with any prefix or none, and the
 * library would not find anything by those. FHIR's names are unambiguous without namespaces.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5261">RFC 5261</a>
 */
final class XmlPatchDocument implements Patch {

    private final FhirContext fhir;
    private final String patch;

    XmlPatchDocument(FhirContext fhir, String body) {
        this.fhir = fhir;
        try {
            patch = NamespacelessXml.patch(body);
        } catch (XMLStreamException broken) {
            throw FhirErrors.invalid("PATCH", "The body is not XML that can be taken: " + sentence(broken));
        }
        if (!patch.startsWith("<diff")) {
            throw FhirErrors.invalid(
                    "PATCH",
                    "An XML Patch is an element diff of add, replace and remove, each with the XPath of what it changes in"
                            + " sel.");
        }
    }

    @Override
    public void applyTo(Resource resource) {
        String after = applied(resource);
        Resource parsed;
        try {
            parsed = (Resource) fhir.newXmlParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(NamespacelessXml.resource(after));
        } catch (DataFormatException | XMLStreamException broken) {
            throw FhirErrors.invalid(
                    resource.fhirType(), "What the patch comes to cannot be read as FHIR: " + ParseWords.of(broken));
        }
        new ResourceContentCopy(fhir).become(resource, parsed);
    }

    private String applied(Resource resource) {
        try {
            String before = NamespacelessXml.of(
                    fhir.newXmlParser().setStripVersionsFromReferences(false).encodeResourceToString(resource));
            ByteArrayOutputStream after = new ByteArrayOutputStream();
            Patcher.patch(
                    new ByteArrayInputStream(before.getBytes(StandardCharsets.UTF_8)),
                    new ByteArrayInputStream(patch.getBytes(StandardCharsets.UTF_8)),
                    after);
            return after.toString(StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException doesNotFit) {
            throw FhirErrors.broken(
                    "PATCH",
                    "The patch does not fit the resource: each sel must be an XPath that finds one element or attribute,"
                            + " such as Observation/status/@value. Read the resource again and mend the patch.");
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sentence(XMLStreamException broken) {
        String message = String.valueOf(broken.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
