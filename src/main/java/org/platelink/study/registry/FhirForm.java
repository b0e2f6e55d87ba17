package org.platelink.study.registry;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.parser.IParser;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.PublicAddress;
import org.springframework.http.MediaType;

/**
 * Writes studies as FHIR: a Bundle (collection) with each study followed by its parts. In R4 they are the resources
 * as stored.
 */
final class FhirForm implements Form {

    private static final String VERSION = "fhirVersion";

    private final FhirContext fhir;
    private final boolean json;
    private final PublicAddress address;

    /**
     * @param fhir of R4 or of R5
     * @param json rather than XML
     */
    FhirForm(FhirContext fhir, boolean json, PublicAddress address) {
        this.fhir = fhir;
        this.json = json;
        this.address = address;
    }

    private boolean r5() {
        return fhir.getVersion().getVersion() == FhirVersionEnum.R5;
    }

    @Override
    public String title() {
        return (r5() ? "FHIR R5" : "FHIR R4") + (json ? ", JSON" : ", XML");
    }

    @Override
    public String name() {
        return (r5() ? "fhir-r5" : "fhir-r4") + (json ? "" : "-xml");
    }

    @Override
    public String file() {
        return (r5() ? "fhir-r5." : "fhir-r4.") + ending();
    }

    @Override
    public String ending() {
        return json ? "json" : "xml";
    }

    @Override
    public MediaType type() {
        return MediaType.parseMediaType((json ? "application/fhir+json" : "application/fhir+xml")
                + (r5() ? "; fhirVersion=5.0" : "; fhirVersion=4.0"));
    }

    @Override
    public boolean answers(MediaType range) {
        String version = range.getParameter(VERSION);
        return range.isConcrete()
                && range.equalsTypeAndSubtype(type())
                && (version == null ? !r5() : version.equals(type().getParameter(VERSION)));
    }

    @Override
    public String write(PublicStudy study) {
        return writeAll(List.of(study));
    }

    @Override
    public String writeAll(List<PublicStudy> studies) {
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
        studies.stream()
                .map(PublicStudy::changed)
                .max(Comparator.naturalOrder())
                .map(Instant::toEpochMilli)
                .ifPresent(changed -> bundle.setTimestamp(new Date(changed)));
        studies.stream()
                .flatMap(study -> Stream.concat(Stream.of(study.study()), study.others().stream()))
                .map(this::entry)
                .filter(entry -> bundle.getEntry().stream()
                        .noneMatch(other -> other.getFullUrl().equals(entry.getFullUrl())))
                .forEach(bundle::addEntry);
        IParser parser = (json ? fhir.newJsonParser() : fhir.newXmlParser())
                .setPrettyPrint(true)
                // A relative reference is resolved against the entry's fullUrl, and is the same in R4 and R5.
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .setStripVersionsFromReferences(false);
        return parser.encodeResourceToString(r5() ? R5Study.bundle(bundle) : bundle);
    }

    private Bundle.BundleEntryComponent entry(Resource resource) {
        return new Bundle.BundleEntryComponent()
                .setFullUrl(address.fhir() + "/" + StudyParts.key(resource))
                .setResource(resource);
    }
}
