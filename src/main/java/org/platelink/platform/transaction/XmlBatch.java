package org.platelink.platform.transaction;

import ca.uhn.fhir.util.XmlUtil;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.EndElement;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;

/**
 * Splits a batch in XML into its entries. Each is cut out of the raw text and put between the root element's own
 * tags, so that the namespace prefixes declared there keep their meaning.
 */
final class XmlBatch {

    private static final int ROOT = 1;
    private static final int OF_BUNDLE = 2;
    private static final int NOWHERE = -1;

    private final String text;
    private final List<String> entries = new ArrayList<>();
    private int depth;
    private int start = NOWHERE;
    private String opening = "";
    private String closing = "";
    private boolean isBatch;

    private XmlBatch(String text) {
        this.text = text;
    }

    /**
     * The entries, each as a Bundle of its own; empty if the text is not well-formed XML, has a DTD or an entity
     * reference, or is not a batch.
     */
    static Optional<List<String>> entries(String text) {
        XmlBatch batch = new XmlBatch(text);
        try {
            XMLEventReader events = XmlUtil.createXmlReader(new StringReader(text));
            while (events.hasNext()) {
                XMLEvent event = events.nextEvent();
                if (event.getEventType() == XMLEvent.DTD || event.isEntityReference()) {
                    return Optional.empty();
                } else if (event instanceof StartElement element) {
                    batch.start(element, offset(events.peek()));
                } else if (event instanceof EndElement) {
                    batch.end(offset(events.peek()));
                }
            }
        } catch (XMLStreamException noXml) {
            return Optional.empty();
        }
        return batch.isBatch ? Optional.of(List.copyOf(batch.entries)) : Optional.empty();
    }

    private static int offset(XMLEvent event) {
        return event.getLocation().getCharacterOffset();
    }

    private void start(StartElement element, int next) {
        depth++;
        int begin = offset(element);
        String name = element.getName().getLocalPart();
        if (depth == ROOT && name.equals("Bundle")) {
            opening = text.substring(begin, next);
            closing = "</" + opening.substring(1).split("[\\s/>]", 2)[0] + ">";
        } else if (depth == OF_BUNDLE && name.equals("entry")) {
            start = begin;
        } else if (depth == OF_BUNDLE && name.equals("type") && !opening.isEmpty()) {
            Attribute value = element.getAttributeByName(new QName("value"));
            isBatch = value != null && value.getValue().equals("batch");
        }
    }

    private void end(int next) {
        if (depth == OF_BUNDLE && start != NOWHERE) {
            entries.add(opening + text.substring(start, next) + closing);
            start = NOWHERE;
        }
        depth--;
    }
}
