package org.platelink.laboratory.lab;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.hl7v2.CodedElement;
import org.platelink.laboratory.hl7v2.EntityIdentifier;
import org.platelink.laboratory.hl7v2.Laboratory;
import org.platelink.laboratory.hl7v2.Origin;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Translates the producer, devices, sites and laboratory of a result (OBX-15, 18, 20, 23 and 24). The laboratory and
 * the device become contained resources: what one message says of them is not a laboratory register, and it must not
 * change with the next message.
 */
final class OriginTranslation {

    /** The identifier types of HL7 table 0203 for organizations; a number of another type may be a person's. */
    private static final List<String> OF_ORGANIZATIONS = List.of("XX", "FI", "NPI", "EN", "RI");

    /** The hierarchy from a module up to a group of instruments needs four. */
    private static final int MOST_DEVICES = 10;

    private final CodeTranslation codes;
    private final IdentifierTranslation numbers;

    OriginTranslation(CodeTranslation codes, IdentifierTranslation numbers) {
        this.codes = codes;
        this.numbers = numbers;
    }

    void set(Observation observation, Origin origin) {
        setPerformers(observation, origin);
        setDevice(observation, origin.devices());
        List<CodedElement> sites = origin.sites();
        if (!sites.isEmpty()) {
            observation.setBodySite(codes.plain(sites.get(0)));
        }
        noteFurther(
                observation,
                "sites",
                sites.stream().skip(1).map(CodedElement::wordsWithCode).toList());
    }

    private static void noteFurther(Observation observation, String what, List<String> further) {
        if (!further.isEmpty()) {
            observation.addNote().setText("Further " + what + " as sent: " + String.join(", ", further));
        }
    }

    private void setPerformers(Observation observation, Origin origin) {
        Laboratory sent = origin.laboratory();
        Organization laboratory = laboratory(sent);
        Organization producer = producer(origin.producer());
        if (isSame(laboratory, producer)) {
            if (!laboratory.hasIdentifier()) {
                laboratory.setIdentifier(producer.getIdentifier());
            }
            if (!laboratory.hasName()) {
                laboratory.setName(producer.getName());
            }
            producer = new Organization();
        }
        if (!sent.address().isEmpty()) {
            Organization located = laboratory.isEmpty() ? producer : laboratory;
            if (located.isEmpty()) {
                observation
                        .addNote()
                        .setText("Address of the performing laboratory as sent: " + Addresses.words(sent.address()));
            } else {
                located.addAddress(Addresses.of(sent.address()));
            }
        }
        if (!laboratory.isEmpty()) {
            observation.addPerformer(contained(observation, laboratory, "laboratory"));
        }
        if (!producer.isEmpty()) {
            observation.addPerformer(contained(observation, producer, "producer"));
        }
    }

    private Organization laboratory(Laboratory sent) {
        Organization laboratory = new Organization();
        if (!sent.name().isBlank()) {
            laboratory.setName(sent.name().strip());
        }
        if (!sent.number().isEmpty()) {
            Identifier identifier = numbers.withAssigner(sent.number());
            String type = sent.numberType().strip();
            if (OF_ORGANIZATIONS.contains(type)) {
                identifier.setType(new CodeableConcept(new Coding(CodeSystems.IDENTIFIER_TYPE, type, null)));
            } else if (!type.isEmpty()) {
                identifier.setType(new CodeableConcept().setText(type));
            }
            laboratory.addIdentifier(identifier);
        }
        return laboratory;
    }

    /**
     * As in HL7's v2-to-FHIR guide, the code becomes the organization's identifier, in the namespace that its coding
     * system names.
     */
    private Organization producer(CodedElement sent) {
        Organization producer = new Organization();
        boolean first = !sent.code().isBlank() || !sent.text().isBlank();
        String code = first ? sent.code() : sent.alternateCode();
        String system = first ? sent.system() : sent.alternateSystem();
        String text = first ? sent.text() : sent.alternateText();
        String name = sent.originalText().isBlank() ? text : sent.originalText();
        if (!name.isBlank()) {
            producer.setName(name.strip());
        }
        if (!code.isBlank()) {
            String namespace = system.equals("L") ? "" : system;
            producer.addIdentifier(numbers.withAssigner(new EntityIdentifier(code, namespace, "", "")));
        }
        return producer;
    }

    /** Older messages send in OBX-15 what newer ones send in OBX-23, and many send both. */
    private static boolean isSame(Organization laboratory, Organization producer) {
        return sameWords(laboratory.getName(), producer.getName())
                        && !(laboratory.hasIdentifier()
                                && producer.hasIdentifier()
                                && !sameNumber(laboratory, producer))
                || sameNumber(laboratory, producer);
    }

    private static boolean sameNumber(Organization laboratory, Organization producer) {
        return laboratory.hasIdentifier()
                && producer.hasIdentifier()
                && sameWords(
                        laboratory.getIdentifierFirstRep().getValue(),
                        producer.getIdentifierFirstRep().getValue());
    }

    private static boolean sameWords(String one, String other) {
        return one != null && one.equalsIgnoreCase(other);
    }

    /**
     * The first repetition is the device itself; each further one is what the one before it is a part of (HL7 2.5.1,
     * 7.4.2.18).
     */
    private void setDevice(Observation observation, List<EntityIdentifier> sent) {
        Device part = null;
        for (int i = 0; i < Math.min(sent.size(), MOST_DEVICES); i++) {
            Device device = device(sent.get(i));
            Reference reference = contained(observation, device, i == 0 ? "device" : "device-" + (i + 1));
            if (part == null) {
                observation.setDevice(reference);
            } else {
                part.setParent(reference);
            }
            part = device;
        }
        noteFurther(
                observation,
                "devices",
                sent.stream()
                        .skip(MOST_DEVICES)
                        .map(device -> (device.id() + " " + device.namespace()).strip())
                        .toList());
    }

    private Device device(EntityIdentifier sent) {
        Device device = new Device();
        if (sent.isEmpty()) {
            device.addDeviceName()
                    .setName((sent.namespace() + " " + sent.universalId()).strip())
                    .setType(DeviceNameType.OTHER);
        } else {
            device.addIdentifier(numbers.withAssigner(sent));
        }
        return device;
    }

    private static Reference contained(Observation observation, Resource resource, String id) {
        resource.setId(id);
        observation.addContained(resource);
        return new Reference("#" + id);
    }
}
