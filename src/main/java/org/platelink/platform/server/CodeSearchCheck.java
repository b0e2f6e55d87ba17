package org.platelink.platform.server;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.ValueSetExpansionOutcome;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Rejects token searches by a ValueSet or a code hierarchy of which the server does not have all codes. HAPI fails at
 * the first, and finds nothing by the second.
 *
 * @param terminology the validation support that HAPI asks in such searches
 * @param settings hold the largest number of codes that HAPI searches by
 */
record CodeSearchCheck(IValidationSupport terminology, JpaStorageSettings settings) {

    /**
     * Requires a ValueSet whose codes are known.
     *
     * @param name the parameter, with its modifier
     * @throws BaseServerResponseException (400) if there is none, or it cannot be expanded here
     */
    void mustExpand(String name, String url) {
        if (url.contains(",")) {
            throw FhirErrors.invalid(
                    name, name + " takes one ValueSet; ask for each of several by a search of its own.");
        }
        if (terminology.fetchValueSet(url) == null) {
            throw FhirErrors.unknown(
                    name,
                    "The server knows no ValueSet " + url + ". It knows those of the guide, which are on its page"
                            + " artifacts.html, and those of FHIR R4.");
        }
        if (!isExpanded(url)) {
            throw FhirErrors.unsupported(
                    name,
                    "The server cannot tell all codes of the ValueSet " + url + ", which takes codes of a system that"
                            + " is not kept here. Ask for the codes themselves, such as code=system|code,system|code.");
        }
    }

    private boolean isExpanded(String url) {
        ValueSetExpansionOptions options = new ValueSetExpansionOptions();
        options.setCount(settings.getMaximumExpansionSize());
        try {
            ValueSetExpansionOutcome outcome =
                    terminology.expandValueSet(new ValidationSupportContext(terminology), options, url);
            return outcome != null
                    && outcome.getError() == null
                    && outcome.getValueSet() instanceof ValueSet expanded
                    && expanded.getExpansion().hasContains();
        } catch (BaseServerResponseException cannot) {
            return false;
        }
    }

    /**
     * Requires a code of a system whose hierarchy is known.
     *
     * @param value {@code system|code}
     * @throws BaseServerResponseException (400) if the value is not of that form, or the server does not have the
     *     whole system
     */
    void mustHaveCode(String name, String value) {
        int bar = value.indexOf('|');
        if (bar < 1 || bar == value.length() - 1 || value.contains(",")) {
            throw FhirErrors.invalid(name, name + " takes one code with its system, as system|code.");
        }
        String system = value.substring(0, bar);
        boolean whole = terminology.fetchCodeSystem(system) instanceof CodeSystem kept
                && kept.getContent() == CodeSystemContentMode.COMPLETE;
        if (!whole) {
            throw FhirErrors.unsupported(
                    name,
                    "The server does not keep the code system " + system + " and does not know what is above and below"
                            + " its codes. Ask for the codes themselves, such as code=system|code,system|code.");
        }
    }
}
