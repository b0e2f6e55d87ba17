package org.platelink.platform.capability;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that declares for each type how it is written and versioned, derived from the interactions that are
 * left of it: HAPI declares the same for all types.
 */
@Interceptor(order = InterceptorOrder.WRITES_IN_CAPABILITIES)
final class WritesInCapabilities {

    /** The one search parameter that the condition of a write may have. */
    private static final String CONDITION = "identifier";

    /**
     * Types whose identifiers are pseudonyms. A condition would be one of a site's own numbers, and none of them
     * would be found or accepted.
     */
    private static final Set<String> PSEUDONYMS = Set.of("Patient", "ResearchSubject");

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void say(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            statement.getRest().forEach(rest -> rest.getResource().forEach(WritesInCapabilities::say));
        }
    }

    private static void say(CapabilityStatementRestResourceComponent type) {
        boolean creates = does(type, TypeRestfulInteraction.CREATE);
        boolean updates = does(type, TypeRestfulInteraction.UPDATE);
        boolean versions = does(type, TypeRestfulInteraction.VREAD);
        boolean isFoundByIdentifier = !PSEUDONYMS.contains(type.getType())
                && type.getSearchParam().stream().anyMatch(parameter -> CONDITION.equals(parameter.getName()));
        type.setVersioning(updates ? ResourceVersionPolicy.VERSIONEDUPDATE : versioning(type, versions));
        type.setReadHistory(versions);
        type.setUpdateCreate(creates && updates);
        type.setConditionalCreate(creates && isFoundByIdentifier);
        type.setConditionalUpdate(updates && isFoundByIdentifier);
        type.setConditionalRead(
                type.getVersioning() != ResourceVersionPolicy.NOVERSION
                        ? ConditionalReadStatus.FULLSUPPORT
                        : ConditionalReadStatus.NOTSUPPORTED);
    }

    /**
     * HAPI knows nothing about types that are not in the store; whoever serves one may have declared that it has
     * versions.
     */
    private static ResourceVersionPolicy versioning(CapabilityStatementRestResourceComponent type, boolean read) {
        return read || type.getVersioning() == ResourceVersionPolicy.VERSIONED
                ? ResourceVersionPolicy.VERSIONED
                : ResourceVersionPolicy.NOVERSION;
    }

    static boolean does(CapabilityStatementRestResourceComponent type, TypeRestfulInteraction interaction) {
        return type.getInteraction().stream().anyMatch(one -> one.getCode() == interaction);
    }
}
