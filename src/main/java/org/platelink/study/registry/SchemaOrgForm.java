package org.platelink.study.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PublicAddress;
import org.platelink.study.trds.Registration;
import org.springframework.http.MediaType;

/**
 * Writes studies as JSON-LD of schema.org, which search engines read: as a MedicalTrial, or as a
 * MedicalObservationalStudy.
 *
 * @see <a href="https://schema.org/MedicalStudy">MedicalStudy</a>
 */
final class SchemaOrgForm implements Form {

    private static final String SCHEMA = "https://schema.org/";

    /** The statuses for which schema.org has a MedicalStudyStatus. */
    private static final Map<String, String> STATUS = Map.of(
            "not-yet-recruiting", "NotYetRecruiting",
            "recruiting", "Recruiting",
            "enrolling-by-invitation", "EnrollingByInvitation",
            "active-not-recruiting", "ActiveNotRecruiting",
            "suspended", "Suspended",
            "terminated", "Terminated",
            "completed", "Completed",
            "withdrawn", "Withdrawn");

    /** The designs for which schema.org has a MedicalTrialDesign. */
    private static final Map<String, String> DESIGN = Map.of(
            "allocation-randomized", "RandomizedTrial",
            "masking-none", "OpenTrial",
            "masking-single", "SingleBlindedTrial",
            "masking-double", "DoubleBlindedTrial",
            "masking-triple", "TripleBlindedTrial");

    /** The designs for which schema.org has a MedicalObservationalStudyDesign. */
    private static final Map<String, String> OBSERVATION = Map.of(
            "observational-cohort", "CohortStudy",
            "observational-case-only", "CaseSeries",
            "observational-case-control", "Observational",
            "time-cross-sectional", "CrossSectional",
            "time-prospective", "Longitudinal");

    private final PublicAddress address;

    SchemaOrgForm(PublicAddress address) {
        this.address = address;
    }

    @Override
    public String title() {
        return "schema.org MedicalTrial, JSON-LD";
    }

    @Override
    public String name() {
        return "schema-org";
    }

    @Override
    public String ending() {
        return "jsonld";
    }

    @Override
    public MediaType type() {
        return MediaType.parseMediaType("application/ld+json");
    }

    @Override
    public boolean answers(MediaType range) {
        return range.equalsTypeAndSubtype(type());
    }

    @Override
    public String write(PublicStudy study) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("@context", SCHEMA);
        node.setAll(trial(study.registration()));
        return ClinicalTrialsGovForm.text(node);
    }

    @Override
    public String writeAll(List<PublicStudy> studies) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("@context", SCHEMA);
        ArrayNode graph = node.putArray("@graph");
        studies.forEach(study -> graph.add(trial(study.registration())));
        return ClinicalTrialsGovForm.text(node);
    }

    private ObjectNode trial(Registration trial) {
        String url = address.url() + RegistryController.PATH + "/" + trial.id();
        boolean observational = "observational".equals(trial.design().type());
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("@type", observational ? "MedicalObservationalStudy" : "MedicalTrial")
                .put("@id", url)
                .put("url", url);
        put(node, "name", trial.titles().brief());
        put(node, "alternateName", trial.titles().official());
        identifiers(trial, node);
        put(node, "description", trial.summary() != null ? trial.summary() : trial.description());
        String status = trial.status().recruitment();
        put(node, "status", status == null || !STATUS.containsKey(status) ? null : SCHEMA + STATUS.get(status));
        trial.party("lead-sponsor")
                .ifPresent(sponsor ->
                        node.putObject("sponsor").put("@type", "Organization").put("name", sponsor.name()));
        conditions(trial, node);
        if (!trial.interventions().isEmpty()) {
            ArrayNode subjects = node.putArray("studySubject");
            trial.interventions()
                    .forEach(intervention ->
                            subjects.addObject().put("@type", "MedicalTherapy").put("name", intervention.name()));
        }
        if (!trial.countries().isEmpty()) {
            ArrayNode places = node.putArray("studyLocation");
            trial.countries()
                    .forEach(country ->
                            places.addObject().put("@type", "Country").put("name", country));
        }
        // Only a MedicalTrial has a phase.
        put(node, "phase", observational || trial.phase() == null ? null : Words.phase(trial.phase()));
        Map<String, String> known = observational ? OBSERVATION : DESIGN;
        List<String> designs = trial.design().codes().stream()
                .filter(known::containsKey)
                .map(code -> SCHEMA + known.get(code))
                .toList();
        if (!designs.isEmpty()) {
            ArrayNode array = node.putArray(observational ? "studyDesign" : "trialDesign");
            designs.forEach(array::add);
        }
        put(node, "population", Words.population(trial.criteria()));
        return node;
    }

    private static void identifiers(Registration trial, ObjectNode node) {
        ArrayNode identifiers = node.putArray("identifier");
        if (trial.primary() != null) {
            identifier(trial.primary(), identifiers);
        }
        trial.secondary().forEach(number -> identifier(number, identifiers));
    }

    private static void identifier(Registration.Number number, ArrayNode identifiers) {
        ObjectNode node = identifiers.addObject().put("@type", "PropertyValue");
        put(node, "propertyID", number.authority() != null ? number.authority() : number.system());
        node.put("value", number.value());
    }

    private static void conditions(Registration trial, ObjectNode node) {
        if (trial.conditions().isEmpty()) {
            return;
        }
        ArrayNode conditions = node.putArray("healthCondition");
        trial.conditions().forEach(condition -> {
            ObjectNode one =
                    conditions.addObject().put("@type", "MedicalCondition").put("name", condition.text());
            if (!condition.codes().isEmpty()) {
                ArrayNode codes = one.putArray("code");
                condition.codes().forEach(code -> codes.addObject()
                        .put("@type", "MedicalCode")
                        .put("codingSystem", code.system())
                        .put("codeValue", code.code()));
            }
        });
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
