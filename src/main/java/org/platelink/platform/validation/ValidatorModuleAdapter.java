package org.platelink.platform.validation;

import ca.uhn.fhir.validation.IInstanceValidatorModule;
import ca.uhn.fhir.validation.IValidationContext;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * Adapter that makes HAPI use this server's validator, so that HAPI's {@code $validate} gives the verdict that a
 * write would.
 */
final class ValidatorModuleAdapter implements IInstanceValidatorModule {

    private final ResourceValidator validator;

    ValidatorModuleAdapter(ResourceValidator validator) {
        this.validator = validator;
    }

    @Override
    public void validateResource(IValidationContext<IBaseResource> context) {
        if (!(context.getResource() instanceof Resource resource)) {
            return;
        }
        for (Finding finding : validator.validate(
                resource, context.getOptions().getProfiles().stream().toList())) {
            SingleValidationMessage message = new SingleValidationMessage();
            message.setSeverity(ResultSeverityEnum.fromCode(finding.severity().toCode()));
            message.setLocationString(finding.location());
            message.setMessage(finding.sentence());
            context.addValidationMessage(message);
        }
    }
}
