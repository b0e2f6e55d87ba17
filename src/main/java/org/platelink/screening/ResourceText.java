package org.platelink.screening;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UrlType;

/** Reads all that a resource says in words, and gives each piece to a {@link Reader} with its place. */
final class ResourceText {

    /** Whose names and addresses are those of an office. */
    private static final Set<String> STAFF = Set.of(
            "Practitioner", "PractitionerRole", "Organization", "Location", "HealthcareService", "Device", "Endpoint");

    /** Whose own id and identifiers are pseudonyms, and so are no place for an identifier of the person. */
    private static final Set<String> PSEUDONYMOUS = Set.of("Patient", "ResearchSubject");

    /** Whose codes the laboratories of the sites have made. */
    private static final Pattern SITE_CODES = Pattern.compile("^https://platelink\\.org/site/");

    private final Reader reader;

    ResourceText(Reader reader) {
        this.reader = reader;
    }

    /** Takes what a resource says. */
    interface Reader {

        /** Something that must not stand there whatever it says. */
        void refuse(Place place, String sentence);

        /** A text of any kind; {@code free} if it is not one that a code system has written. */
        void text(Place place, String text, boolean free);

        /** An id or identifier that must not be one of the person's; {@code pseudonym} if it is of the subject. */
        void identifier(Place place, String value, boolean pseudonym);

        /** A code of a system that the sender may have made. */
        default void code(Place place, String code) {
            // Most readers have no use for it.
        }

        /** The id of a participant that is referred to. */
        void participant(String id);
    }

    /** Reads a resource that belongs to a subject, and what it contains. */
    void read(Resource resource, Place place) {
        if (resource.getIdElement().getIdPart() != null) {
            reader.identifier(
                    place.in("id", -1),
                    resource.getIdElement().getIdPart(),
                    PSEUDONYMOUS.contains(resource.fhirType()));
        }
        readChildren(resource, place, resource.fhirType());
    }

    private void readChildren(Base element, Place place, String resourceType) {
        for (Property child : element.children()) {
            List<Base> values = child.getValues();
            for (int i = 0; i < values.size(); i++) {
                Base value = values.get(i);
                if (value != null && !value.isEmpty()) {
                    String name = child.getName().endsWith("[x]")
                            ? child.getName().substring(0, child.getName().length() - 3)
                            : child.getName();
                    read(value, element, place.in(name, child.getMaxCardinality() == 1 ? -1 : i), resourceType);
                }
            }
        }
    }

    private void read(Base value, Base parent, Place place, String resourceType) {
        if (value instanceof Resource contained) {
            read(
                    contained,
                    new Place(
                            place.parent(),
                            place.name() + "[" + place.index() + "].ofType(" + contained.fhirType() + ")",
                            -1));
        } else if (value instanceof PrimitiveType<?> primitive) {
            readPrimitive(primitive, parent, place, resourceType);
        } else if (value instanceof HumanName || value instanceof Address || value instanceof ContactPoint) {
            if (!STAFF.contains(resourceType)) {
                reader.refuse(
                        place, "Names, addresses and telecoms of persons never enter this server. Leave them out.");
            } else if (value instanceof Address) {
                readElement(value, parent, place, resourceType);
            }
        } else {
            readElement(value, parent, place, resourceType);
        }
    }

    private void readElement(Base value, Base parent, Place place, String resourceType) {
        if (value instanceof Reference reference && SubjectMatter.isParticipant(reference, parent, place.name())) {
            readParticipant(reference, place);
            return;
        }
        if (value instanceof Attachment attachment && attachment.hasData()) {
            reader.refuse(
                    place.in("data", -1),
                    "A document cannot be looked through for names. Send what it says as resources, and leave data out.");
        } else if (value instanceof Identifier identifier
                && identifier.getType().getCoding().stream().anyMatch(KnownSystems::isTypeOfAPerson)) {
            reader.refuse(
                    place,
                    "An identifier of this type is a person's. Leave it out; the site tells it to the linkage table with"
                            + " $link.");
        } else if (value instanceof Narrative narrative) {
            reader.text(place.in("div", -1), NarrativeText.of(narrative.getDiv()), true);
            // Its div is no element of the others' kind, so its extensions are read by themselves.
            narrative.getExtension().forEach(extension -> readChildren(extension, place, resourceType));
        } else {
            readChildren(value, place, resourceType);
        }
    }

    private void readParticipant(Reference reference, Place place) {
        if (reference.getReferenceElement().getIdPart() != null) {
            reader.participant(reference.getReferenceElement().getIdPart());
        }
        if (reference.hasDisplay() || reference.hasIdentifier()) {
            reader.refuse(
                    place,
                    "A reference to a participant is by id alone: display and identifier are where a name and a hospital's"
                            + " number would stand. Leave them out.");
        }
    }

    private void readPrimitive(PrimitiveType<?> primitive, Base parent, Place place, String resourceType) {
        String text = primitive.getValueAsString();
        if (text != null && !text.isEmpty() && !(primitive instanceof IdType)) {
            if (parent instanceof Identifier && place.name().equals("value")) {
                boolean ofTheSubject = PSEUDONYMOUS.contains(resourceType);
                boolean logical = place.parent() != null
                        && place.parent().name().equals("identifier")
                        && place.parent().index() < 0;
                reader.identifier(place, text, ofTheSubject || logical);
            } else if (parent instanceof Coding coding && place.name().equals("code")) {
                if (!KnownSystems.writes(coding)
                        || SITE_CODES.matcher(coding.getSystem()).find()) {
                    reader.code(place, text);
                }
            } else if (parent instanceof Coding coding && place.name().equals("display")) {
                reader.text(place, text, !KnownSystems.writes(coding));
            } else if (primitive instanceof Base64BinaryType && parent instanceof Extension) {
                reader.refuse(place, "Data in an extension cannot be looked through for names. Leave it out.");
            } else if (primitive.getClass() == StringType.class
                    || primitive instanceof MarkdownType
                    || primitive instanceof UrlType) {
                reader.text(place, text, true);
            }
        }
        if (primitive.hasExtension()) {
            readChildren(primitive, place, resourceType);
        }
    }
}
