package org.platelink.platform.capability;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.validation.GuideDefinitions;

/**
 * Interceptor that adds the canonicals of the guide, its profiles and its OperationDefinitions to the
 * CapabilityStatement.
 */
@Interceptor(order = InterceptorOrder.GUIDE_IN_CAPABILITIES)
final class GuideInCapabilities {

    private static final String OF_EVERY_TYPE = "http://hl7.org/fhir/OperationDefinition/Resource-";

    /** HAPI lists this format, as it has a parser for it; this server offers JSON and XML. */
    private static final List<String> RDF = List.of("application/x-turtle", "ttl");

    private final List<String> guides;
    private final List<CapabilityStatement> statements;
    private final Map<String, List<String>> profiles;
    private final List<OperationDefinition> operations;

    GuideInCapabilities(GuideDefinitions guide) {
        guides = guide.all(ImplementationGuide.class)
                .map(one -> one.getUrl() + "|" + one.getVersion())
                .toList();
        statements = guide.all(CapabilityStatement.class).toList();
        operations = guide.all(OperationDefinition.class).toList();
        profiles = guide.all(StructureDefinition.class)
                .filter(one -> one.getKind() == StructureDefinitionKind.RESOURCE
                        && one.getDerivation() == TypeDerivationRule.CONSTRAINT)
                .sorted(Comparator.comparing(StructureDefinition::getUrl))
                .collect(Collectors.groupingBy(
                        StructureDefinition::getType,
                        Collectors.mapping(StructureDefinition::getUrl, Collectors.toList())));
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void say(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            statement.setName("Platelink").setTitle("Platelink").setPublisher("Platelink");
            statement.getFormat().removeIf(format -> RDF.contains(format.getValue()));
            guides.forEach(statement::addImplementationGuide);
            statements.forEach(one -> statement.addInstantiates(one.getUrl()));
            statement.getRest().forEach(rest -> {
                rest.getOperation().forEach(operation -> define(operation, null));
                rest.getResource().forEach(this::say);
            });
        }
    }

    private void say(CapabilityStatementRestResourceComponent type) {
        type.setSupportedProfile(profiles.getOrDefault(type.getType(), List.of()).stream()
                .map(CanonicalType::new)
                .toList());
        type.getOperation().forEach(operation -> define(operation, type.getType()));
    }

    /** HAPI names the definition that it generates itself of each operation, unless the method says otherwise. */
    private void define(CapabilityStatementRestResourceOperationComponent operation, @Nullable String type) {
        ofTheGuide(operation.getName(), type)
                .or(() -> asTheGuideCalls(operation.getName(), type))
                .or(() -> asOfEveryType(operation.getName()))
                .ifPresent(operation::setDefinition);
    }

    private Optional<String> ofTheGuide(String name, @Nullable String type) {
        return operations.stream()
                .filter(one -> one.getCode().equals(name))
                .filter(one -> type == null
                        ? one.getSystem()
                        : one.getResource().stream().anyMatch(code -> type.equals(code.getCode())))
                .map(OperationDefinition::getUrl)
                .findFirst();
    }

    /** The canonical by which the guide's CapabilityStatement requires an operation of FHIR's own. */
    private Optional<String> asTheGuideCalls(String name, @Nullable String type) {
        return statements.stream()
                .flatMap(statement -> statement.getRest().stream())
                .flatMap(rest -> operationsOf(rest, type))
                .filter(operation -> operation.getName().equals(name))
                .map(CapabilityStatementRestResourceOperationComponent::getDefinition)
                .findFirst();
    }

    /**
     * The canonical of an operation that FHIR defines for every resource: if the guide names it for some types, it is
     * used for all others too.
     */
    private Optional<String> asOfEveryType(String name) {
        return statements.stream()
                .flatMap(statement -> statement.getRest().stream())
                .flatMap(rest -> rest.getResource().stream())
                .flatMap(resource -> resource.getOperation().stream())
                .map(CapabilityStatementRestResourceOperationComponent::getDefinition)
                .filter((OF_EVERY_TYPE + name)::equals)
                .findFirst();
    }

    private static Stream<CapabilityStatementRestResourceOperationComponent> operationsOf(
            CapabilityStatementRestComponent rest, @Nullable String type) {
        return type == null
                ? rest.getOperation().stream()
                : rest.getResource().stream()
                        .filter(resource -> Objects.equals(resource.getType(), type))
                        .flatMap(resource -> resource.getOperation().stream());
    }
}
