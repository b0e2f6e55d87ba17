package org.platelink.security.screening;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Traverses a resource and passes every text, number, code and URI in it to a {@link Reader}, with its place. */
final class ResourceText {

    /** Types for an organization, place or thing, which may have an address. */
    private static final Set<String> OFFICES =
            Set.of("Organization", "Location", "HealthcareService", "Device", "Endpoint", "ConceptMap");

    /** Types for staff, who are not participants; but a name or number in a contained resource may be anybody's. */
    private static final Set<String> STAFF = Set.of("Practitioner", "PractitionerRole");

    /** Types of persons; contained in another resource they must not have an identifier. */
    private static final Set<String> PERSONS = Set.of("Patient", "RelatedPerson", "Person", "Practitioner");

    /** Types whose own id and identifiers are pseudonyms, so that no identifier of the person may be there. */
    private static final Set<String> PSEUDONYMOUS = Set.of("Patient", "ResearchSubject");

    private static final Pattern CONTAINED = Pattern.compile("contained\\[\\d+]\\..*");

    private final Reader reader;
    private final PrimitiveText primitives;

    ResourceText(Reader reader) {
        this.reader = reader;
        this.primitives = new PrimitiveText(reader);
    }

    /** Receives the content of a resource. */
    interface Reader {

        /** Content that is refused whatever its value is. */
        void refuse(Place place, String sentence);

        /** A text of any kind. */
        void text(Place place, String text);

        /** An id or identifier, which must not be one of the person's. */
        void identifier(Place place, String value, NumberOf of);

        /** A code of any code system. */
        default void code(Place place, String code, boolean published) {
            // Most readers have no use for it.
        }

        /** A URI, or a reference to anything but a participant. */
        default void uri(Place place, String uri) {
            // Most readers have no use for it.
        }

        /** The id of a participant that the resource refers to. */
        void participant(String id);
    }

    /** The kind of thing that an id or identifier is assigned to. */
    enum NumberOf {

        /** A subject; the number is a pseudonym. */
        SUBJECT,

        /** An order, a sample or a result, according to its type. */
        ORDER,

        /** Something else, or unknown. */
        THING
    }

    /** Reads a resource that belongs to a subject, and its contained resources. */
    void read(Resource resource, Place place) {
        if (resource.getIdElement().getIdPart() != null) {
            reader.identifier(
                    place.in("id", -1),
                    resource.getIdElement().getIdPart(),
                    PSEUDONYMOUS.contains(resource.fhirType()) ? NumberOf.SUBJECT : NumberOf.THING);
        }
        readChildren(resource, place, resource.fhirType());
    }

    private void readChildren(Base element, Place place, String resourceType) {
        Answers.of(element, place).forEach(answer -> reader.text(answer.place(), answer.text()));
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
            primitives.read(primitive, parent, place, resourceType);
            if (primitive.hasExtension()) {
                readChildren(primitive, place, resourceType);
            }
        } else if (value instanceof HumanName || value instanceof Address || value instanceof ContactPoint) {
            readContact(value, parent, place, resourceType);
        } else {
            readElement(value, parent, place, resourceType);
        }
    }

    private void readContact(Base value, Base parent, Place place, String resourceType) {
        boolean anOffice = OFFICES.contains(resourceType) && !(value instanceof HumanName);
        boolean registered = OFFICES.contains(resourceType) || STAFF.contains(resourceType);
        if (!anOffice && (!registered || isContained(place))) {
            reader.refuse(place, "Names, addresses and telecoms of persons never enter this server. Leave them out.");
        } else if (value instanceof Address) {
            readElement(value, parent, place, resourceType);
        }
    }

    private void readElement(Base value, Base parent, Place place, String resourceType) {
        if (value instanceof Reference reference && SubjectMatter.isParticipant(reference, parent, place.name())) {
            readParticipant(reference, place);
        } else if (value instanceof Attachment attachment && attachment.hasData()) {
            reader.refuse(
                    place.in("data", -1),
                    "A document cannot be looked through for names. Send what it says as resources, and leave data out.");
        } else if (value instanceof Identifier identifier && isOfAPerson(identifier, place, resourceType)) {
            reader.refuse(
                    place,
                    "An identifier of this type is a person's. Leave it out; the site tells it to the linkage table with"
                            + " $link.");
        } else if (value instanceof Coding coding && KnownSystems.asksWhoAPersonIs(coding)) {
            reader.refuse(
                    place,
                    "This code asks for who a person is, such as a name or a full date of birth, which never enters this"
                            + " server. Leave the answer out.");
        } else if (value instanceof Narrative narrative) {
            NarrativeText text = NarrativeText.of(narrative.getDiv());
            reader.text(place.in("div", -1), text.words());
            text.addresses().forEach(address -> primitives.address(place.in("div", -1), address));
            // The div is not an element like the others, so the extensions of the narrative are read separately.
            narrative.getExtension().forEach(extension -> readChildren(extension, place, resourceType));
        } else {
            readChildren(value, place, resourceType);
        }
    }

    private static boolean isOfAPerson(Identifier identifier, Place place, String resourceType) {
        return identifier.getType().getCoding().stream().anyMatch(KnownSystems::isTypeOfAPerson)
                || PERSONS.contains(resourceType) && isContained(place);
    }

    private static boolean isContained(Place place) {
        return place.parent() != null && (CONTAINED.matcher(place.name()).matches() || isContained(place.parent()));
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

    /** Whether ids and identifiers of resources of this type are pseudonyms. */
    static boolean isPseudonymous(String resourceType) {
        return PSEUDONYMOUS.contains(resourceType);
    }
}
