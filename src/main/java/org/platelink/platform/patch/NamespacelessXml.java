package org.platelink.platform.patch;

import ca.uhn.fhir.util.XmlUtil;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.Comment;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;

/** Removes the namespaces and prefixes from XML, and restores FHIR's namespaces. */
final class NamespacelessXml {

    private static final String FHIR = "http://hl7.org/fhir";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    /** A literal, which is kept, or the prefix of a name; an axis has two colons. */
    private static final Pattern PREFIX = Pattern.compile("('[^']*'|\"[^\"]*\")|[A-Za-z_][\\w.-]*:(?=[A-Za-z_*])");

    private final boolean namespaces;
    private final UnaryOperator<String> path;
    private final StringWriter text = new StringWriter();

    private NamespacelessXml(boolean namespaces, UnaryOperator<String> path) {
        this.namespaces = namespaces;
        this.path = path;
    }

    /** Removes the namespaces of a document. */
    static String of(String xml) throws XMLStreamException {
        return new NamespacelessXml(false, UnaryOperator.identity()).written(xml);
    }

    /** Removes the namespaces of an XML Patch, and the prefixes in its paths. */
    static String patch(String xml) throws XMLStreamException {
        return new NamespacelessXml(false, NamespacelessXml::withoutPrefixes).written(xml);
    }

    /** Restores the namespaces of a resource. */
    static String resource(String bare) throws XMLStreamException {
        return new NamespacelessXml(true, UnaryOperator.identity()).written(bare);
    }

    static String withoutPrefixes(String path) {
        return PREFIX.matcher(path)
                .replaceAll(found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group(1)));
    }

    private String written(String xml) throws XMLStreamException {
        XMLEventReader events = XmlUtil.createXmlReader(new StringReader(xml));
        XMLStreamWriter writer = XmlUtil.createXmlStreamWriter(text);
        Deque<String> open = new ArrayDeque<>();
        while (events.hasNext()) {
            XMLEvent event = events.nextEvent();
            if (event.getEventType() == XMLEvent.DTD || event.isEntityReference()) {
                throw new XMLStreamException("it has a DTD or an entity");
            } else if (event instanceof StartElement element) {
                start(element, open, writer);
            } else if (event.isEndElement()) {
                open.pop();
                writer.writeEndElement();
            } else if (event.isCharacters() && !open.isEmpty()) {
                writer.writeCharacters(event.asCharacters().getData());
            } else if (event instanceof Comment comment && !open.isEmpty()) {
                writer.writeComment(comment.getText());
            }
        }
        writer.close();
        return text.toString();
    }

    private void start(StartElement element, Deque<String> open, XMLStreamWriter writer) throws XMLStreamException {
        String name = element.getName().getLocalPart();
        boolean isNarrative = name.equals("div") && "text".equals(open.peek());
        writer.writeStartElement(name);
        if (namespaces && open.isEmpty()) {
            writer.writeDefaultNamespace(FHIR);
        } else if (namespaces && isNarrative) {
            writer.writeDefaultNamespace(XHTML);
        }
        for (Iterator<Attribute> attributes = element.getAttributes(); attributes.hasNext(); ) {
            Attribute attribute = attributes.next();
            String attributeName = attribute.getName().getLocalPart();
            boolean isPath = attributeName.equals("sel") || attributeName.equals("type") && name.equals("add");
            String value = isPath ? path.apply(attribute.getValue()) : attribute.getValue();
            if (XMLConstants.XML_NS_URI.equals(attribute.getName().getNamespaceURI())) {
                writer.writeAttribute(XMLConstants.XML_NS_PREFIX, XMLConstants.XML_NS_URI, attributeName, value);
            } else {
                writer.writeAttribute(attributeName, value);
            }
        }
        open.push(name);
    }
}
