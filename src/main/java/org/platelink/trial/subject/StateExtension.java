package org.platelink.trial.subject;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.FhirExtensions;
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
    private static final String REASON_CODE = "reasonCode";
    private static final String CRITERION = "criterion";

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
        String began = isUnknown(extension) ? PartialDate.UNKNOWN.text() : text(extension, BEGAN);
        if (!isUnknown(extension) && (began == null || !PartialDate.isOne(began))) {
            throw FhirErrors.broken(
                    place,
                    "Since when the subject is in " + state.code() + " is missing; add the part began with a date.");
        }
        return new StateHistory.Entry(
                state,
                String.valueOf(began),
                text(extension, REASON),
                because(extension),
                end(extension, place),
                text(extension, CRITERION));
    }

    private static @Nullable EndReason end(Extension extension, String place) {
        String code = text(extension, REASON_CODE);
        return code == null
                ? null
                : EndReason.of(code).orElseThrow(() -> FhirErrors.broken(place, EndReason.UNKNOWN_CODE));
    }

    /** Marks a date as one of which nothing is known. */
    static <T extends Element> T unknown(T date) {
        date.addExtension(new Extension(FhirExtensions.DATA_ABSENT_REASON, new CodeType("unknown")));
        return date;
    }

    private static boolean isUnknown(Extension extension) {
        Extension found = extension.getExtensionByUrl(BEGAN);
        return found != null
                && found.getValue() != null
                && !found.getValue().hasPrimitiveValue()
                && found.getValue().hasExtension(FhirExtensions.DATA_ABSENT_REASON);
    }

    static Extension of(StateHistory.Entry entry) {
        return written(new Extension(URL), entry);
    }

    /** Adds the parts of a state to an extension. */
    static Extension written(Extension extension, StateHistory.Entry entry) {
        extension.addExtension(STATE, new CodeType(entry.state().code()));
        extension.addExtension(BEGAN, entry.isOfUnknownDay() ? unknown(new DateType()) : new DateType(entry.began()));
        if (entry.end() != null) {
            extension.addExtension(REASON_CODE, new CodeType(entry.end().code()));
        }
        if (entry.criterion() != null) {
            extension.addExtension(CRITERION, new CodeType(entry.criterion()));
        }
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
