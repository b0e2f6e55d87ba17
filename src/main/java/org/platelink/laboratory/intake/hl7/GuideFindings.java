package org.platelink.laboratory.intake.hl7;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.intake.queue.RefusalFindings;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.SourceSegment;
import org.platelink.platform.validation.GuideCheck;
import org.platelink.security.screening.PersonsWords;
import org.platelink.security.screening.TextCheck;

/**
 * Validates results against the guide and screens their texts for identifiers of persons, and returns the findings.
 */
final class GuideFindings {

    private final GuideCheck guide;
    private final TextCheck texts;

    GuideFindings(GuideCheck guide, TextCheck texts) {
        this.guide = guide;
        this.texts = texts;
    }

    /**
     * What the validation against the guide would refuse. Resources that have a finding already are not validated.
     *
     * @param places maps elements to their location in the message
     */
    List<Finding> of(List<DeliveredResource> resources, FieldPlaces places) {
        List<Finding> found = new ArrayList<>();
        for (DeliveredResource delivered : resources) {
            SourceSegment source = delivered.source();
            if (source == null || !source.faulty()) {
                found.addAll(eachOnce(guide.faults(delivered.resource()).stream()
                        .map(issue -> placed(RefusalFindings.of(issue), delivered, places))
                        .toList()));
            }
        }
        return found;
    }

    /** Identifiers of persons in the texts of one subject's resources. */
    List<Finding> inTexts(List<DeliveredResource> resources, String site, PersonsWords words, FieldPlaces places) {
        Map<Resource, DeliveredResource> delivered = new IdentityHashMap<>();
        resources.forEach(one -> delivered.put(one.resource(), one));
        List<Resource> screened =
                resources.stream().map(DeliveredResource::resource).toList();
        return eachOnce(texts.in(screened, site, words).stream()
                .map(carried -> new Finding(
                        Reason.IDENTIFIER_IN_TEXT,
                        places.of(Objects.requireNonNull(delivered.get(carried.resource())), carried.place()),
                        null,
                        carried.sentence()))
                .toList());
    }

    private static Finding placed(Finding finding, DeliveredResource delivered, FieldPlaces places) {
        return new Finding(finding.reason(), places.of(delivered, finding.place()), finding.key(), finding.sentence());
    }

    /**
     * Keeps one finding for each place. Several rules may be broken by the same element; a finding with a specific
     * reason goes before one with the general one.
     */
    private static List<Finding> eachOnce(List<Finding> all) {
        Map<String, Finding> byPlace = new LinkedHashMap<>();
        for (Finding finding : all) {
            byPlace.merge(
                    finding.place(),
                    finding,
                    (first, other) -> first.reason() == Reason.BREAKS_GUIDE && other.reason() != Reason.BREAKS_GUIDE
                            ? other
                            : first);
        }
        return List.copyOf(byPlace.values());
    }
}
