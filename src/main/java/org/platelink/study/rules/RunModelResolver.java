package org.platelink.study.rules;

import ca.uhn.fhir.context.FhirContext;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.fhir.model.R4FhirModelResolver;
import org.platelink.security.run.Run;

/**
 * Asks at each element that an expression reads whether its run shall go on. The engine itself cannot be stopped, and one
 * expression that goes through a record several times over takes minutes.
 */
final class RunModelResolver extends R4FhirModelResolver {

    RunModelResolver(FhirContext fhir) {
        super(fhir);
    }

    @Override
    protected @Nullable Object resolveProperty(@Nullable Object target, String path) {
        Run.checkCurrent();
        return super.resolveProperty(target, path);
    }
}
