package org.platelink.trial.subject;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * The transfer of a participant from one site to another, as it stands in the extension of a ResearchSubject:
 * site-transfer for one that was made, requested-transfer for one that the new site has not accepted yet.
 *
 * @param from the id of the Organization of the old site
 * @param to the id of the Organization of the new site
 * @param date the first day at the new site
 * @param reason why
 * @param allStudies whether it is one of all studies in which the participant takes part
 */
record SiteTransfer(String from, String to, LocalDate date, String reason, boolean allStudies) {

    static final String MADE = CanonicalUrls.STRUCTURE_DEFINITION + "site-transfer";
    static final String REQUESTED = CanonicalUrls.STRUCTURE_DEFINITION + "requested-transfer";

    private static final String FROM_SITE = "from";
    private static final String TO_SITE = "to";
    private static final String DATE = "date";
    private static final String REASON = "reason";
    private static final String ALL_STUDIES = "allStudies";

    /** The transfers that were made, in their order. */
    static List<SiteTransfer> madeOf(ResearchSubject subject) {
        return subject.getExtensionsByUrl(MADE).stream().map(SiteTransfer::read).toList();
    }

    static Optional<SiteTransfer> requestedOf(ResearchSubject subject) {
        return subject.getExtensionsByUrl(REQUESTED).stream().findFirst().map(SiteTransfer::read);
    }

    /** Writes it into a subject as requested, or takes that out if there is none. */
    static void writeRequested(Optional<SiteTransfer> transfer, ResearchSubject subject) {
        subject.getExtension().removeIf(one -> REQUESTED.equals(one.getUrl()));
        transfer.ifPresent(one -> subject.addExtension(one.extension(REQUESTED)));
    }

    /** Adds it to the transfers that were made of a subject, in place of the request. */
    void writeMade(ResearchSubject subject) {
        writeRequested(Optional.empty(), subject);
        subject.addExtension(extension(MADE));
    }

    private Extension extension(String url) {
        Extension extension = new Extension(url);
        extension.addExtension(FROM_SITE, new Reference("Organization/" + from));
        extension.addExtension(TO_SITE, new Reference("Organization/" + to));
        extension.addExtension(DATE, new DateType(date.toString()));
        extension.addExtension(REASON, new StringType(reason));
        if (allStudies) {
            extension.addExtension(ALL_STUDIES, new BooleanType(true));
        }
        return extension;
    }

    private static SiteTransfer read(Extension extension) {
        return new SiteTransfer(
                site(extension, FROM_SITE),
                site(extension, TO_SITE),
                LocalDate.parse(extension.getExtensionByUrl(DATE).getValue().primitiveValue()),
                extension.getExtensionByUrl(REASON).getValue().primitiveValue(),
                extension.hasExtension(ALL_STUDIES));
    }

    private static String site(Extension extension, String part) {
        return ((Reference) extension.getExtensionByUrl(part).getValue())
                .getReferenceElement()
                .getIdPart();
    }
}
