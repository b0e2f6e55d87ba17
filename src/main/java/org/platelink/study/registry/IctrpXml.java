package org.platelink.study.registry;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** XML writer for elements in a fixed order, which are written even if they are empty. */
final class IctrpXml {

    /** The content of an element. */
    interface Content {
        void write() throws XMLStreamException;
    }

    private final XMLStreamWriter xml;
    private int depth;

    IctrpXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    void within(String element, Content content) throws XMLStreamException {
        line();
        xml.writeStartElement(element);
        depth++;
        content.write();
        depth--;
        line();
        xml.writeEndElement();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** A list element with its items; with one empty item if there are none. */
    void list(String element, String item, List<String> values) throws XMLStreamException {
        within(element, () -> {
            for (String value : values.isEmpty() ? List.of("") : values) {
                element(item, value);
            }
        });
    }

    void optional(String element, @Nullable String value) throws XMLStreamException {
        if (value != null) {
            element(element, value);
        }
    }

    void element(String element, @Nullable String value) throws XMLStreamException {
        line();
        if (value == null || value.isEmpty()) {
            xml.writeEmptyElement(element);
        } else {
            xml.writeStartElement(element);
            xml.writeCharacters(legal(value));
            xml.writeEndElement();
        }
    }

    /** Some control characters are not allowed in XML; each is replaced by U+FFFD, the replacement character. */
    private static String legal(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
