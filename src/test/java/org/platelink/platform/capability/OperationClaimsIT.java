package org.platelink.platform.capability;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.platform.validation.GuideDefinitions;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Each operation that {@code /fhir/metadata} claims is done, and of those that HAPI has none that it does not claim.
 */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class OperationClaimsIT {

    private static final String SYSTEM = "system";
    private static final String ALERT = "https://platelink.org/ig/msc-itp/StructureDefinition/alert-";

    private final int port;
    private final RestfulServer server;
    private final IFhirResourceDao<Flag> flags;
    private final Set<String> ofTheGuide;
    private final List<String> lies = new ArrayList<>();
    private Claimed claimed;
    private OperationTrials trials;

    OperationClaimsIT(
            @LocalServerPort int port, RestfulServer server, GuideDefinitions guide, IFhirResourceDao<Flag> flags) {
        this.flags = flags;
        this.port = port;
        this.server = server;
        this.ofTheGuide = guide.all(OperationDefinition.class)
                .map(OperationDefinition::getUrl)
                .collect(Collectors.toSet());
    }

    @BeforeAll
    void claimed() {
        FhirClient.at(port)
                .post(
                        "",
                        Labs.transaction(
                                Labs.participant(OperationTrials.OWN),
                                Labs.subject(OperationTrials.OWN, ResearchSubjectStatus.SCREENING),
                                Labs.participant(OperationTrials.MOVING),
                                Labs.subject(OperationTrials.MOVING, ResearchSubjectStatus.SCREENING)));
        FhirClient.of(port, "operator")
                .put(
                        "/Organization/" + OperationTrials.MOVING,
                        "{\"resourceType\":\"Organization\",\"id\":\"" + OperationTrials.MOVING
                                + "\",\"name\":\"Another site, synthetic\"}");
        flags.update(alert(), new SystemRequestDetails());
        claimed = Claimed.by(port);
        trials = new OperationTrials(claimed.samples(), ReviewSamples.on(port));
    }

    /** An alert, which the server alone writes. */
    private static Flag alert() {
        try {
            Flag alert = FhirContext.forR4Cached()
                    .newJsonParser()
                    .parseResource(
                            Flag.class, Files.readString(Path.of("ig/input/examples/Flag-example-trial-alert.json")));
            alert.setId("Flag/" + OperationTrials.OWN);
            alert.setSubject(new Reference("Patient/" + OperationTrials.OWN));
            alert.setExtension(List.of(
                    new Extension(ALERT + "subject", new Reference("ResearchSubject/" + OperationTrials.OWN)),
                    new Extension(ALERT + "study", new Reference("ResearchStudy/NCT06813157"))));
            return alert;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void eachIsDoneAndDefinedByItsCanonical() {
        claimed.rest().getOperation().forEach(operation -> run(SYSTEM, operation));
        for (CapabilityStatementRestResourceComponent type : claimed.types()) {
            type.getOperation().forEach(operation -> run(type.getType(), operation));
        }

        assertThat(lies).isEmpty();
    }

    private void run(String type, CapabilityStatementRestResourceOperationComponent operation) {
        String claim = type + "/$" + operation.getName();
        List<String> wrong = new ArrayList<>();
        for (OperationTrials.Trial trial : trials.of(type, operation.getName())) {
            claimed.clients()
                    .lie(claim + " " + trial.path(), trial::by, Clients::isGood)
                    .ifPresentOrElse(wrong::add, () -> wrong.add(""));
        }
        if (!wrong.contains("")) {
            lies.add(claim + " " + wrong);
        }
        String definition = operation.getDefinition();
        if (!ofTheGuide.contains(definition) && !definition.startsWith("http://hl7.org/fhir/")) {
            lies.add(claim + " is defined by " + definition);
        }
    }

    /** What nobody may use of any type is asked of two; the rules know it by its name alone. */
    @Test
    void noOtherIsDone() {
        Map<String, Set<String>> registered = registered();
        Set<String> used = new HashSet<>();
        claimed.types().forEach(type -> type.getOperation().forEach(one -> used.add(one.getName())));
        for (String type : registered.keySet()) {
            boolean few = List.of(SYSTEM, "Patient", "ResearchStudy").contains(type);
            registered.get(type).stream()
                    .filter(name -> !claims(type, name) && (few || used.contains(name) && isThere(type)))
                    .forEach(name -> mustNotBeDone(type, name));
        }

        assertThat(lies).isEmpty();
    }

    private boolean isThere(String type) {
        return claimed.types().stream().anyMatch(one -> one.getType().equals(type));
    }

    private boolean claims(String type, String operation) {
        return type.equals(SYSTEM)
                ? claimed.rest().getOperation().stream()
                        .anyMatch(one -> one.getName().equals(operation))
                : claimed.types().stream()
                        .filter(one -> one.getType().equals(type))
                        .flatMap(one -> one.getOperation().stream())
                        .anyMatch(one -> one.getName().equals(operation));
    }

    private void mustNotBeDone(String type, String name) {
        trials.byName(type, name).forEach(trial -> claimed.clients()
                .doer(List.of("coordinator-demo", "analyst-demo", "operator"), trial.path(), trial::by, Clients::isGood)
                .ifPresent(lies::add));
    }

    /** All operations that HAPI would do, of each type and of the server, whoever may use them. */
    private Map<String, Set<String>> registered() {
        Map<String, Set<String>> names = new TreeMap<>();
        names.put(SYSTEM, names(server.getServerBindings()));
        Set<String> ofAll = names(server.createConfiguration().getGlobalBindings());
        server.getResourceBindings().forEach(binding -> {
            Set<String> ofType = names(binding.getMethodBindings());
            ofType.addAll(ofAll);
            names.put(binding.getResourceName(), ofType);
        });
        return names;
    }

    private static Set<String> names(List<BaseMethodBinding> bindings) {
        return bindings.stream()
                .filter(OperationMethodBinding.class::isInstance)
                .map(binding -> ((OperationMethodBinding) binding).getName())
                .filter(Objects::nonNull)
                .map(name -> name.replace("$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
