package org.platelink.study.trds;

import static org.platelink.study.trds.StudyExtensions.part;
import static org.platelink.study.trds.StudyExtensions.text;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactDetail;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.jspecify.annotations.Nullable;
import org.platelink.study.trds.ItemState.Availability;

/** Determines for each registry item (TRDS) whether a study has it. */
final class Completeness {

    private final List<TrdsItem> items = TrdsItem.all();
    private final IFhirPath path;
    private final Function<Reference, @Nullable String> names;

    /** @param names gives the name of a referenced resource; null if it is not known */
    Completeness(FhirContext fhir, Function<Reference, @Nullable String> names) {
        this.path = fhir.newFhirPath();
        this.names = names;
    }

    /** The state of each item, in their order. */
    List<ItemState> of(ResearchStudy study) {
        return items.stream().map(item -> state(item, study)).toList();
    }

    private ItemState state(TrdsItem item, ResearchStudy study) {
        List<String> values = path.evaluate(study, item.elements(), IBase.class).stream()
                .map(this::words)
                .filter(Objects::nonNull)
                .toList();
        Extension statement = statement(item, study);
        String stated = statement == null ? null : text(statement, "availability");
        List<String> notes = new ArrayList<>();
        if (statement != null && text(statement, "note") != null) {
            notes.add(text(statement, "note"));
        }
        Availability availability = !values.isEmpty()
                ? Availability.PRESENT
                : "unknown".equals(stated) ? Availability.UNKNOWN : Availability.MISSING;
        if (availability == Availability.PRESENT && "unknown".equals(stated)) {
            notes.add("The study says that this is unknown, and yet it is there; change its trds-item.");
        }
        if (availability == Availability.MISSING && stated != null) {
            notes.add("The study says that this is " + stated + ", and nothing of it is there.");
        }
        return new ItemState(item, availability, values, stated, notes);
    }

    private static @Nullable Extension statement(TrdsItem item, ResearchStudy study) {
        return study.getExtensionsByUrl(StudyExtensions.TRDS_ITEM).stream()
                .filter(extension -> part(extension, "item") instanceof Coding coding
                        && String.valueOf(item.number()).equals(coding.getCode()))
                .findFirst()
                .orElse(null);
    }

    /** The value as text; null if there is none, as in an element that only has a data absent reason. */
    private @Nullable String words(IBase element) {
        if (element instanceof CodeableConcept concept) {
            String words = RegistrationReader.words(concept);
            return words.isEmpty() ? null : words;
        }
        if (element instanceof Reference reference) {
            String name = names.apply(reference);
            return name != null ? name : reference.getReference();
        }
        if (element instanceof Identifier identifier) {
            return identifier.hasValue()
                    ? Registration.joined(" ", identifier.getSystem(), identifier.getValue())
                    : null;
        }
        if (element instanceof ContactDetail contact) {
            return Registration.joined(
                    ", ", contact.getName(), contact.getTelecomFirstRep().getValue());
        }
        if (element instanceof RelatedArtifact artifact) {
            return Registration.joined(" ", artifact.getCitation(), artifact.getUrl());
        }
        return element instanceof Base base && base.isPrimitive() ? base.primitiveValue() : null;
    }
}
