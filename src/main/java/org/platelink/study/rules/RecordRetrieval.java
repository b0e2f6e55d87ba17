package org.platelink.study.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.retrieve.RetrieveProvider;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.runtime.Interval;
import org.opencds.cqf.cql.engine.terminology.TerminologyProvider;
import org.opencds.cqf.cql.engine.terminology.ValueSetInfo;
import org.platelink.security.run.Run;

/** CQL retrieve provider over a record: selects the resources of a type, optionally by code. */
final class RecordRetrieval implements RetrieveProvider {

    private final PatientRecord record;
    private final TerminologyProvider terminology;

    RecordRetrieval(PatientRecord record, TerminologyProvider terminology) {
        this.record = record;
        this.terminology = terminology;
    }

    @Override
    public Iterable<Object> retrieve(
            @Nullable String context,
            @Nullable String contextPath,
            @Nullable Object contextValue,
            String type,
            @Nullable String template,
            @Nullable String codePath,
            @Nullable Iterable<Code> codes,
            @Nullable String valueSet,
            @Nullable String datePath,
            @Nullable String dateLowPath,
            @Nullable String dateHighPath,
            @Nullable Interval dates) {
        Run.checkCurrent();
        List<Resource> all = record.all(type);
        Iterable<Code> wanted = valueSet == null ? codes : terminology.expand(new ValueSetInfo().withId(valueSet));
        if (wanted == null || codePath == null) {
            return List.copyOf(all);
        }
        Set<String> tokens = new HashSet<>();
        wanted.forEach(code -> tokens.add(code.getSystem() + "|" + code.getCode()));
        return all.stream()
                .filter(resource -> hasOne(resource, codePath, tokens))
                .map(Object.class::cast)
                .toList();
    }

    private static boolean hasOne(Resource resource, String path, Set<String> tokens) {
        Property element = resource.getNamedProperty(path);
        return element != null && element.getValues().stream().anyMatch(value -> hasOne(value, tokens));
    }

    private static boolean hasOne(Base value, Set<String> tokens) {
        return value instanceof CodeableConcept concept
                && concept.getCoding().stream().map(RecordRetrieval::token).anyMatch(tokens::contains);
    }

    private static String token(Coding coding) {
        return coding.getSystem() + "|" + coding.getCode();
    }
}
