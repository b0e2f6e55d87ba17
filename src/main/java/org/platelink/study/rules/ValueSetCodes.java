package org.platelink.study.rules;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.exception.TerminologyProviderException;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.terminology.CodeSystemInfo;
import org.opencds.cqf.cql.engine.terminology.TerminologyProvider;
import org.opencds.cqf.cql.engine.terminology.ValueSetInfo;

/** CQL terminology provider for value sets that enumerate their codes, as those of the guide do. */
final class ValueSetCodes implements TerminologyProvider {

    private final Function<String, @Nullable ValueSet> valueSets;
    private final Map<String, List<Code>> codes = new ConcurrentHashMap<>();

    /**
     * Creates a provider.
     *
     * @param valueSets gives the value set for a canonical URL, or null
     */
    ValueSetCodes(Function<String, @Nullable ValueSet> valueSets) {
        this.valueSets = valueSets;
    }

    @Override
    public boolean in(Code code, ValueSetInfo valueSet) {
        return codes(String.valueOf(valueSet.getId())).stream()
                .anyMatch(one -> one.getSystem().equals(code.getSystem())
                        && one.getCode().equals(code.getCode()));
    }

    @Override
    public Iterable<Code> expand(ValueSetInfo valueSet) {
        return codes(String.valueOf(valueSet.getId()));
    }

    @Override
    public @Nullable Code lookup(Code code, CodeSystemInfo system) {
        return code;
    }

    private List<Code> codes(String url) {
        return codes.computeIfAbsent(url, this::read);
    }

    private List<Code> read(String url) {
        ValueSet valueSet = valueSets.apply(url);
        if (valueSet == null) {
            throw new TerminologyProviderException("The value set " + url + " is not of the guide.");
        }
        return valueSet.getCompose().getInclude().stream()
                .flatMap(include -> include.getConcept().stream()
                        .map(concept ->
                                new Code().withSystem(include.getSystem()).withCode(concept.getCode())))
                .toList();
    }
}
