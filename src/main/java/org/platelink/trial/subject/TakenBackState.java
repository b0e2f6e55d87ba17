package org.platelink.trial.subject;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.trial.subject.StateHistory.Entry;

/**
 * A state that was recorded by mistake and taken back: it stays in the subject, apart from the states that count.
 *
 * @param entry the state as it was recorded
 * @param by the client that took it back
 * @param when when it was taken back
 * @param why why, in the words of the site
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/taken-back-state">State taken back</a>
 */
record TakenBackState(Entry entry, String by, Date when, String why) {

    private static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "taken-back-state";

    void addTo(ResearchSubject subject) {
        Extension extension = StateExtension.written(new Extension(URL), entry);
        extension.addExtension("takenBackBy", new StringType(by));
        extension.addExtension("takenBackAt", new InstantType(when));
        extension.addExtension("takenBackReason", new StringType(why));
        subject.addExtension(extension);
    }

    /** The extensions of a subject for its states that were taken back, in their order. */
    static List<Extension> of(ResearchSubject subject) {
        return subject.getExtensionsByUrl(URL);
    }
}
