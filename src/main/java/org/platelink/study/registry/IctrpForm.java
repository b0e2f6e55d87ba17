package org.platelink.study.registry;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.platelink.platform.server.PublicAddress;
import org.springframework.http.MediaType;

/**
 * Writes studies as the XML in which registries submit their trials to WHO's International Clinical Trials Registry
 * Platform. Elements and their order are those of WHO's DTD 1.0 (2008, with its changes up to 1 May 2009), followed
 * by elements that registries have added since (results in {@code main}, and {@code ethics_reviews}), which are only
 * written if they have content. As the DTD asks, an element without a known value is written empty.
 */
final class IctrpForm implements Form {

    private final PublicAddress address;
    private final XMLOutputFactory factory = XMLOutputFactory.newFactory();

    IctrpForm(PublicAddress address) {
        this.address = address;
    }

    @Override
    public String title() {
        return "WHO ICTRP, XML";
    }

    @Override
    public String name() {
        return "ictrp";
    }

    @Override
    public String ending() {
        return "xml";
    }

    @Override
    public MediaType type() {
        return MediaType.APPLICATION_XML;
    }

    @Override
    public boolean answers(MediaType range) {
        return range.equalsTypeAndSubtype(MediaType.APPLICATION_XML) || range.equalsTypeAndSubtype(MediaType.TEXT_XML);
    }

    @Override
    public String write(PublicStudy study) {
        return writeAll(List.of(study));
    }

    @Override
    public String writeAll(List<PublicStudy> studies) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter stream = factory.createXMLStreamWriter(text);
            stream.writeStartDocument("UTF-8", "1.0");
            IctrpXml xml = new IctrpXml(stream);
            IctrpTrial trials = new IctrpTrial(xml);
            xml.within("trials", () -> {
                for (PublicStudy study : studies) {
                    trials.trial(study.registration(), address.url() + RegistryController.PATH + "/" + study.id());
                }
            });
            stream.writeEndDocument();
            stream.close();
        } catch (XMLStreamException aStringTakesAll) {
            throw new IllegalStateException(aStringTakesAll);
        }
        return text.toString();
    }
}
