package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.XmlParser;
import ca.uhn.fhir.util.XmlUtil;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.platelink.platform.number.NumberBounds;

/** HAPI's XML parser with a check of every number, before the first of them is converted to a decimal. */
final class BoundedXmlParser extends XmlParser {

    private static final QName VALUE = new QName("value");

    private final DecimalElements decimals;

    BoundedXmlParser(FhirContext fhir, IParserErrorHandler errors, DecimalElements decimals) {
        super(fhir, errors);
        this.decimals = decimals;
    }

    /**
     * Parses a resource.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) with the place of a number beyond the
     *     bounds
     */
    @Override
    public <T extends IBaseResource> T doParseResource(Class<T> type, Reader reader) {
        StringWriter text = new StringWriter();
        try {
            reader.transferTo(text);
            check(XmlUtil.createXmlReader(new StringReader(text.toString())));
        } catch (IOException unreadable) {
            throw new DataFormatException(unreadable);
        } catch (XMLStreamException broken) {
            // What came before the error has been checked. HAPI reports in its own words that the rest is not XML.
        }
        return super.doParseResource(type, new StringReader(text.toString()));
    }

    private void check(XMLEventReader events) throws XMLStreamException {
        List<String> names = new ArrayList<>();
        while (events.hasNext()) {
            XMLEvent event = events.nextEvent();
            if (event instanceof StartElement element) {
                names.add(element.getName().getLocalPart());
                Attribute value = element.getAttributeByName(VALUE);
                if (value != null && NumberBounds.objection(value.getValue()).isPresent()) {
                    check(names, value.getValue(), element.getLocation().getLineNumber());
                }
            } else if (event.isEndElement()) {
                names.remove(names.size() - 1);
            }
        }
    }

    private void check(List<String> names, String value, int line) {
        int from = names.size() - 1;
        while (from > 0 && !DecimalElements.isResource(names.get(from))) {
            from--;
        }
        decimals.objection(names.subList(from, names.size()), value).ifPresent(sentence -> {
            List<String> place = new ArrayList<>(names);
            place.subList(1, place.size()).removeIf(DecimalElements::isResource);
            throw FhirErrors.invalid(String.join(".", place), "In line " + line + ": " + sentence);
        });
    }
}
