package org.platelink.study.ctgov;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Builder for a complex extension; parts without a value are left out. */
record Parts(Extension extension) {

    static Parts of(Element element, String url) {
        return new Parts(element.addExtension().setUrl(url));
    }

    static Parts of(ResearchStudy study, String url) {
        return new Parts(study.addExtension().setUrl(url));
    }

    Parts with(String part, @Nullable Type value) {
        if (value != null) {
            extension.addExtension(new Extension(part, value));
        }
        return this;
    }

    Parts withText(String part, @Nullable String text) {
        return with(part, text == null ? null : new StringType(text));
    }

    Parts withMarkdown(String part, @Nullable String text) {
        return with(part, text == null ? null : new MarkdownType(text));
    }

    /** A CodeableConcept with one coding and no text. */
    static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }
}
