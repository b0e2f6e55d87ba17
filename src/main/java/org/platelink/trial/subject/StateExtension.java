package org.platelink.trial.subject;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;

/**
 * Codec between one state of a {@link StateHistory} and the guide's extension subject-state.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/subject-state">State of a subject</a>
 */
final class StateExtension {

    static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "subject-state";
    private static final String STATE = "state";
    private static final String BEGAN = "began";
    private static final String REASON = "reason";
    private static final String BECAUSE = "because";

    private StateExtension() {}

    static boolean is(Extension extension) {
        return URL.equals(extension.getUrl());
    }

    /** The FHIRPath of the n-th extension of a subject. */
    static String place(int position) {
        return "ResearchSubject.extension[" + position + "]";
    }

    /** The FHIRPath of the n-th state of a subject. */
    static String place(ResearchSubject subject, int state) {
        int before = state;
        for (int i = 0; i < subject.getExtension().size(); i++) {
            if (is(subject.getExtension().get(i)) && before-- == 0) {
                return place(i);
            }
        }
        return "ResearchSubject.extension";
    }

    static StateHistory.Entry read(Extension extension, String place) {
        SubjectState state = SubjectState.of(text(extension, STATE))
                .orElseThrow(() -> FhirErrors.broken(
                        place,
                        "The extension " + URL + " names no state of a subject; its part state is a code such as "
                                + SubjectState.ELIGIBLE.code() + "."));
        String began = text(extension, BEGAN);
        if (began == null || !PartialDate.isOne(began)) {
            throw FhirErrors.broken(
                    place,
                    "Since when the subject is in " + state.code() + " is missing; add the part began with a date.");
        }
        return new StateHistory.Entry(state, began, text(extension, REASON), because(extension));
    }

    static Extension of(StateHistory.Entry entry) {
        Extension extension = new Extension(URL);
        extension.addExtension(STATE, new CodeType(entry.state().code()));
        extension.addExtension(BEGAN, new DateType(entry.began()));
        if (entry.reason() != null) {
            extension.addExtension(REASON, new StringType(entry.reason()));
        }
        if (entry.because() != null) {
            extension.addExtension(BECAUSE, new Reference(entry.because()));
        }
        return extension;
    }

    private static @Nullable String text(Extension extension, String part) {
        Extension found = extension.getExtensionByUrl(part);
        return found == null || found.getValue() == null
                ? null
                : found.getValue().primitiveValue();
    }

    private static @Nullable String because(Extension extension) {
        Extension found = extension.getExtensionByUrl(BECAUSE);
        Type value = found == null ? null : found.getValue();
        return value instanceof Reference reference
                ? reference.getReferenceElement().toUnqualifiedVersionless().getValue()
                : null;
    }
}
