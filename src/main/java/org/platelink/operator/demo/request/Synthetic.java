package org.platelink.operator.demo.request;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.operator.demo.story.Cohort;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.platform.canonical.CanonicalUrls;

/** Conventions for synthetic data: tags, identifiers and times. */
public final class Synthetic {

    /** The code system of the tags, and the namespace of the identifiers. */
    public static final String SYSTEM = CanonicalUrls.SYNTHETIC;

    static final String LABORATORY = "https://hospital.example/lab";

    /** The placeholder for the participant in a story's requests. */
    static final String PATIENT = "Patient/$subject";

    private static final ZoneOffset SITE = ZoneOffset.ofHours(8);

    private Synthetic() {}

    /** The tags of all resources of a cohort: that they are synthetic, and of which cohort. */
    static Meta meta(Cohort cohort) {
        Meta meta = new Meta();
        meta.addTag(SYSTEM, "synthetic", "Synthetic, no person");
        meta.addTag(SYSTEM, cohort.tag(), "Synthetic cohort");
        return meta;
    }

    /** The identifier by which the site would know the person; the server stores it in the linkage table only. */
    public static Identifier person(Cohort cohort, int number) {
        return new Identifier()
                .setSystem(SYSTEM)
                .setValue(String.format(Locale.ROOT, "demo-%d-%03d", cohort.seed(), number));
    }

    /** The number of a record of a subject: a visit, a sample or a result. */
    static String number(SubjectStory story, String what) {
        return String.format(Locale.ROOT, "s%d-%03d-%s", story.cohort().seed(), story.number(), what);
    }

    /** The fullUrl of a resource with an identifier, within its transaction. */
    static String url(Identifier identifier) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(identifier.getValue().getBytes(StandardCharsets.UTF_8));
    }

    static Reference patient() {
        return new Reference(PATIENT);
    }

    static Reference visit(String action) {
        return new Reference("Encounter/$" + action);
    }

    static DateTimeType time(LocalDateTime time) {
        return new DateTimeType(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withSecond(0).atOffset(SITE)));
    }

    static CodeableConcept coded(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }

    /** Adds a conditional create: the resource is created unless one with its identifier exists. */
    static BundleEntryComponent addTo(Bundle transaction, Resource resource, Identifier identifier) {
        BundleEntryComponent entry = transaction.addEntry().setResource(resource);
        entry.getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist("identifier=" + identifier.getSystem() + "|" + identifier.getValue());
        return entry;
    }
}
