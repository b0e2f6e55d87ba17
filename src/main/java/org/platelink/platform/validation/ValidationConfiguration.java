package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.IInstanceValidatorModule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.StartUpStep;
import org.platelink.platform.server.WriteTimeChecks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.Resource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring configuration that loads the guide and validates every write against it. */
@Configuration(proxyBeanMethods = false)
class ValidationConfiguration {

    @Bean
    Guide guide(FhirContext fhir, @Value("${platelink.guide.package:classpath:ig/package.tgz}") Resource archive)
            throws IOException {
        try (InputStream stream = archive.getInputStream()) {
            return Guide.from(fhir, stream, new Date(archive.lastModified()));
        }
    }

    /** The folder is that of the study; the packages in it are those of its guide and of what that builds on. */
    @Bean
    FurtherGuides furtherGuides(
            FhirContext fhir,
            Guide guide,
            @Value("${platelink.study.folder:classpath:fhir-resources/study/}") List<String> folders) {
        StudyGuides reader = new StudyGuides(fhir, guide);
        return new FurtherGuides(
                folders.stream().flatMap(folder -> reader.in(folder).stream()).toList());
    }

    @Bean
    ProfileChoice profileChoice(
            FhirContext fhir, Guide guide, FurtherGuides further, ObjectProvider<DaoRegistry> resources) {
        return new ProfileChoice(guide, further.guides(), new StoredStudyClaims(fhir, resources::getObject));
    }

    @Bean
    ResourceValidator resourceValidator(FhirContext fhir, Guide guide, FurtherGuides further, ProfileChoice choice) {
        Guide all = guide.and(further.guides());
        return new ResourceValidator(fhir, choice, new InstanceValidators(fhir, all), new VerdictCache(fhir, all));
    }

    @Primary
    @Bean
    IInstanceValidatorModule validatorModuleAdapter(ResourceValidator validator) {
        return new ValidatorModuleAdapter(validator);
    }

    @Bean
    Verdicts verdicts(ResourceValidator validator) {
        return new Verdicts(validator);
    }

    @Bean
    GuideCheck guideCheck(ResourceValidator validator, Verdicts verdicts) {
        return new CheckBeforeStorage(validator, verdicts);
    }

    /** Registered in place of HAPI's own $validate. */
    @Bean
    FhirServerCustomizer validateOperations(
            FhirContext fhir,
            ResourceValidator validator,
            Verdicts verdicts,
            IInterceptorService storage,
            DaoRegistry resources,
            PlatformTransactionManager transactions,
            ObjectProvider<WriteTimeChecks> untold) {
        DryRun rehearsal = new DryRun(storage, verdicts, resources, new TransactionTemplate(transactions));
        return server -> fhir.getResourceTypes().stream()
                .map(type -> fhir.getResourceDefinition(type).getImplementingClass())
                .filter(DomainResource.class::isAssignableFrom)
                .map(type -> new ValidateOperation(
                        type.asSubclass(DomainResource.class),
                        validator,
                        rehearsal,
                        untold.orderedStream().toList()))
                .forEach(server::registerProvider);
    }

    /** Registered with the JPA interceptors: those of the server are not called for a write without a request. */
    @Bean
    StorageValidation storageValidation(Verdicts verdicts, IInterceptorService storage) {
        StorageValidation validation = new StorageValidation(verdicts);
        storage.registerInterceptor(validation);
        return validation;
    }

    /** So that a search by a ValueSet of a guide, such as {@code code:in=…}, finds the codes. */
    @Bean
    SmartInitializingSingleton guideInHapisTerminology(
            FhirContext fhir, Guide guide, FurtherGuides further, IValidationSupport terminology) {
        return () -> {
            PrePopulatedValidationSupport codes = new PrePopulatedValidationSupport(fhir);
            Guide all = guide.and(further.guides());
            all.all(CodeSystem.class).forEach(codes::addCodeSystem);
            all.all(ValueSet.class).forEach(codes::addValueSet);
            ((ValidationSupportChain) terminology).addValidationSupport(codes);
        };
    }

    @Bean
    FhirServerCustomizer requestValidation(Verdicts verdicts) {
        return server -> server.registerInterceptor(new RequestValidation(verdicts));
    }

    @Bean
    FhirServerCustomizer strictParsing() {
        // The parser must not silently drop elements that it does not know.
        return server -> server.getFhirContext().setParserErrorHandler(new StrictErrorHandler());
    }

    @Bean
    WarmUp validatorWarmUp(ResourceValidator validator) {
        return WarmUp.begin(validator);
    }

    @Bean
    StartUpStep warmValidator(Guide guide, FurtherGuides further, WarmUp warmUp) {
        return new StartUpStep("guide", StartUpStep.GUIDE, () -> {
            warmUp.await();
            return Stream.concat(Stream.of(guide), further.guides().stream())
                    .map(Guide::name)
                    .collect(Collectors.joining(", "));
        });
    }

    /** The guides that studies brought. */
    record FurtherGuides(List<Guide> guides) {

        FurtherGuides {
            guides = List.copyOf(guides);
        }
    }
}
