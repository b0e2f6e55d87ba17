package org.platelink.study.ctgov;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.study.trds.Registration;

/** Writes a trial as the study JSON of ClinicalTrials.gov's API. As in the API, unknown values are left out. */
public final class StudyRecord {

    /** Before a PubMed number in a link. */
    static final String PUBMED = "https://pubmed.ncbi.nlm.nih.gov/";

    /** The end of the system of the sponsor's own number. */
    static final String OWN_ID = "#org-study-id";

    /** The label of a link of the record. */
    static final String SEE_ALSO = "SEE_ALSO";

    /** The label of the link to posted results. */
    static final String RESULTS_POSTED = "RESULTS_POSTED";

    /** The role of a central contact. */
    static final String CONTACT = "CONTACT";

    /** What the {@code oversightModule} asks as yes or no. */
    static final List<String> OVERSIGHT = List.of(
            "oversightHasDmc",
            "isFdaRegulatedDrug",
            "isFdaRegulatedDevice",
            "isUnapprovedDevice",
            "isPpsd",
            "isUsExport",
            "fdaaa801Violation");

    private final Registration trial;
    private final RecordedDetails details;
    private final ObjectNode protocol = JsonNodeFactory.instance.objectNode();

    private StudyRecord(Registration trial) {
        this.trial = trial;
        this.details = new RecordedDetails(trial);
    }

    /** The study object, with its {@code protocolSection}. */
    public static ObjectNode of(Registration trial) {
        StudyRecord made = new StudyRecord(trial);
        RecordedPeople people = new RecordedPeople(trial);
        made.identification();
        made.status();
        made.add("sponsorCollaboratorsModule", people.sponsors());
        made.add("oversightModule", made.details.oversight());
        made.descriptions();
        made.add("designModule", RecordedDesign.of(trial));
        made.arms();
        made.outcomes();
        made.eligibility();
        made.add("contactsLocationsModule", people.contacts());
        made.add("referencesModule", made.details.references());
        made.sharing();
        ObjectNode study = JsonNodeFactory.instance.objectNode();
        study.set("protocolSection", made.protocol);
        ObjectNode derived = made.details.derived();
        if (!derived.isEmpty()) {
            study.set("derivedSection", derived);
        }
        Boolean results = trial.details().flags().get("hasResults");
        if (results != null) {
            study.put("hasResults", results);
        }
        return study;
    }

    private void identification() {
        ObjectNode module = protocol.putObject("identificationModule");
        Registration.Number primary = trial.primary();
        if (primary != null) {
            if (CodeSystems.CLINICAL_TRIALS_GOV.equals(primary.system())) {
                module.put("nctId", primary.value());
            } else {
                module.putObject("orgStudyIdInfo").put("id", primary.value());
            }
        }
        for (Registration.Number number : trial.secondary()) {
            if (number.system() != null && number.system().endsWith(OWN_ID)) {
                put(module.putObject("orgStudyIdInfo").put("id", number.value()), "type", number.type());
                if (number.authority() != null && !number.authority().equals(number.type())) {
                    module.putObject("organization").put("fullName", number.authority());
                }
            } else {
                ObjectNode id = module.withArray("secondaryIdInfos").addObject().put("id", number.value());
                put(id, "type", number.type());
                put(id, "domain", Objects.equals(number.authority(), number.type()) ? null : number.authority());
            }
        }
        put(module, "briefTitle", trial.titles().brief());
        put(module, "officialTitle", trial.titles().official());
        put(module, "acronym", trial.titles().acronym());
    }

    private void status() {
        ObjectNode module = protocol.putObject("statusModule");
        String recruitment = trial.status().recruitment();
        put(module, "overallStatus", recruitment == null ? null : Terms.value(recruitment));
        put(module, "whyStopped", trial.status().why());
        Registration.Dates dates = trial.dates();
        date(module, "startDateStruct", dates.start(), dates.startCertainty());
        date(module, "completionDateStruct", dates.completion(), dates.completionCertainty());
        details.status(module);
    }

    private static void date(ObjectNode module, String name, @Nullable String date, @Nullable String certainty) {
        if (date != null) {
            ObjectNode struct = module.putObject(name).put("date", date);
            put(struct, "type", certainty == null ? null : Terms.value(certainty));
        }
    }

    private void descriptions() {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        put(description, "briefSummary", trial.summary());
        put(description, "detailedDescription", trial.description());
        add("descriptionModule", description);
        ObjectNode conditions = JsonNodeFactory.instance.objectNode();
        words(
                conditions,
                "conditions",
                trial.conditions().stream().map(Registration.Concept::text).toList());
        words(
                conditions,
                "keywords",
                trial.keywords().stream().map(Registration.Concept::text).toList());
        add("conditionsModule", conditions);
    }

    private void arms() {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        if (!trial.arms().isEmpty()) {
            ArrayNode groups = module.putArray("armGroups");
            trial.arms().forEach(arm -> {
                ObjectNode group = groups.addObject().put("label", arm.name());
                put(group, "type", arm.type() == null ? null : Terms.armValue(arm.type()));
                put(group, "description", arm.description());
                words(
                        group,
                        "interventionNames",
                        trial.interventions().stream()
                                .filter(intervention -> intervention.arms().contains(arm.name()))
                                .map(StudyRecord::named)
                                .toList());
            });
        }
        if (!trial.interventions().isEmpty()) {
            ArrayNode interventions = module.putArray("interventions");
            trial.interventions().forEach(intervention -> {
                ObjectNode node = interventions.addObject();
                put(node, "type", intervention.type() == null ? null : Terms.value(intervention.type()));
                node.put("name", intervention.name());
                put(node, "description", intervention.description());
                words(node, "armGroupLabels", intervention.arms());
                words(node, "otherNames", intervention.otherNames());
            });
        }
        add("armsInterventionsModule", module);
    }

    /** The name of an intervention as an arm refers to it: {@code Drug: Romiplostim}. */
    private static String named(Registration.Intervention intervention) {
        if (intervention.type() == null) {
            return intervention.name();
        }
        String type = Arrays.stream(intervention.type().split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" "));
        return type + ": " + intervention.name();
    }

    private void outcomes() {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        outcomes(module, "primaryOutcomes", "primary");
        outcomes(module, "secondaryOutcomes", "secondary");
        outcomes(module, "otherOutcomes", "exploratory");
        add("outcomesModule", module);
    }

    private void outcomes(ObjectNode module, String name, String type) {
        List<Registration.Outcome> outcomes = trial.outcomes(type);
        if (!outcomes.isEmpty()) {
            ArrayNode array = module.putArray(name);
            outcomes.forEach(outcome -> {
                ObjectNode node = array.addObject();
                put(node, "measure", outcome.name());
                put(node, "description", outcome.description());
                put(node, "timeFrame", outcome.timeFrame());
            });
        }
    }

    private void eligibility() {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        Registration.Criteria criteria = trial.criteria();
        String text = CriteriaText.of(criteria.inclusion(), criteria.exclusion());
        put(module, "eligibilityCriteria", text.isEmpty() ? null : text);
        if (criteria.healthyVolunteers() != null) {
            module.put("healthyVolunteers", criteria.healthyVolunteers());
        }
        put(module, "sex", criteria.sex() == null ? null : Terms.value(criteria.sex()));
        put(module, "minimumAge", criteria.minimumAge() == null ? null : Terms.words(criteria.minimumAge()));
        put(module, "maximumAge", criteria.maximumAge() == null ? null : Terms.words(criteria.maximumAge()));
        details.eligibility(module);
        add("eligibilityModule", module);
    }

    private void sharing() {
        Registration.Sharing sharing = trial.sharing();
        if (sharing != null) {
            ObjectNode module = protocol.putObject("ipdSharingStatementModule");
            put(module, "ipdSharing", sharing.plan() == null ? null : Terms.value(sharing.plan()));
            put(module, "description", sharing.description());
            details.sharing(module);
        }
    }

    private void add(String name, ObjectNode module) {
        if (!module.isEmpty()) {
            protocol.set(name, module);
        }
    }

    static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    static void words(ObjectNode node, String name, List<String> words) {
        if (!words.isEmpty()) {
            ArrayNode array = node.putArray(name);
            words.forEach(array::add);
        }
    }
}
