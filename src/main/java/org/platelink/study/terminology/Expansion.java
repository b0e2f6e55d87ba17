package org.platelink.study.terminology;

import ca.uhn.fhir.context.support.IValidationSupport.ValueSetExpansionOutcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * Expands a value set, optionally filtered and paged. The order is stable: that of the value set if it enumerates the
 * codes, else by code system and code.
 *
 * @param filter text that the code or the display must contain; null for all
 * @param offset the number of codes to skip
 * @param count the maximum number of codes; null for all
 * @param definition whether to include the value set's definition (compose)
 */
record Expansion(@Nullable String filter, int offset, @Nullable Integer count, boolean definition) {

    /** A copy of the value set with its expansion. */
    ValueSet in(ValueSet valueSet, Terminology terminology, Clock clock) {
        ValueSetExpansionComponent expansion = of(valueSet, terminology)
                .setIdentifier("urn:uuid:" + UUID.randomUUID())
                .setTimestamp(Date.from(clock.instant()));
        ValueSet answer = valueSet.copy();
        if (!definition) {
            answer.setCompose(null);
        }
        return answer.setExpansion(expansion);
    }

    /**
     * The expansion.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if the codes cannot be enumerated
     */
    ValueSetExpansionComponent of(ValueSet valueSet, Terminology terminology) {
        ValueSetExpansionOutcome outcome = terminology.expand(valueSet);
        if (outcome == null || !(outcome.getValueSet() instanceof ValueSet expanded)) {
            String why = outcome == null || outcome.getError() == null ? "" : " " + Words.of(outcome.getError());
            throw FhirErrors.tooCostly("This server cannot list the codes of the value set "
                    + Terminology.printable(String.valueOf(valueSet.getUrl())) + "." + why);
        }
        List<ValueSetExpansionContainsComponent> all = expanded.getExpansion().getContains().stream()
                .filter(this::fits)
                .sorted(order(valueSet))
                .toList();
        int from = Math.min(offset, all.size());
        int to = count == null ? all.size() : (int) Math.min((long) from + count, all.size());
        ValueSetExpansionComponent expansion = new ValueSetExpansionComponent()
                .setTotal(all.size())
                .setContains(new ArrayList<>(all.subList(from, to)));
        if (offset > 0 || count != null) {
            expansion.setOffset(offset);
            expansion.addParameter().setName("offset").setValue(new IntegerType(offset));
        }
        if (count != null) {
            expansion.addParameter().setName("count").setValue(new IntegerType(count));
        }
        if (filter != null) {
            expansion.addParameter().setName("filter").setValue(new StringType(filter));
        }
        return expansion;
    }

    private boolean fits(ValueSetExpansionContainsComponent code) {
        if (filter == null) {
            return true;
        }
        String wanted = filter.toLowerCase(Locale.ROOT);
        return String.valueOf(code.getCode()).toLowerCase(Locale.ROOT).contains(wanted)
                || code.hasDisplay()
                        && code.getDisplay().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static Comparator<ValueSetExpansionContainsComponent> order(ValueSet valueSet) {
        Map<String, Integer> places = new HashMap<>();
        valueSet.getCompose().getInclude().forEach(include -> include.getConcept()
                .forEach(concept -> places.putIfAbsent(include.getSystem() + "|" + concept.getCode(), places.size())));
        return Comparator.<ValueSetExpansionContainsComponent>comparingInt(
                        code -> places.getOrDefault(code.getSystem() + "|" + code.getCode(), Integer.MAX_VALUE))
                .thenComparing(code -> String.valueOf(code.getSystem()))
                .thenComparing(code -> String.valueOf(code.getCode()));
    }
}
