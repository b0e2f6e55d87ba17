package org.platelink.study.ctgov;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.study.trds.Registration;
import org.platelink.study.trds.RegistryDetails;

/** Writes the parts of a study record that go beyond the WHO items. */
record RecordedDetails(Registration trial, RegistryDetails details) {

    RecordedDetails(Registration trial) {
        this(trial, trial.details());
    }

    /** The dates of the registration, by their names in the {@code statusModule}. */
    void status(ObjectNode module) {
        text(module, "statusVerifiedDate", "record-verification");
        flag(module, "expandedAccessInfo", "hasExpandedAccess");
        RegistryDetails.Step primary = details.primaryCompletion();
        if (primary != null) {
            struct(module, "primaryCompletionDateStruct", primary);
        }
        text(module, "studyFirstSubmitDate", "registration-submission");
        text(module, "studyFirstSubmitQcDate", "registration-submission-qc");
        struct(module, "studyFirstPostDateStruct", details.steps().get("registration-posting"));
        text(module, "resultsFirstSubmitDate", "results-submission");
        text(module, "resultsFirstSubmitQcDate", "results-submission-qc");
        struct(module, "resultsFirstPostDateStruct", details.steps().get("results-posting"));
        text(module, "lastUpdateSubmitDate", "update-submission");
        struct(module, "lastUpdatePostDateStruct", details.steps().get("update-posting"));
    }

    private void text(ObjectNode module, String name, String activity) {
        RegistryDetails.Step step = details.steps().get(activity);
        StudyRecord.put(module, name, step == null ? null : step.date());
    }

    private static void struct(ObjectNode module, String name, RegistryDetails.@Nullable Step step) {
        if (step != null) {
            ObjectNode struct = module.putObject(name).put("date", step.date());
            StudyRecord.put(struct, "type", step.certainty() == null ? null : Terms.value(step.certainty()));
        }
    }

    private void flag(ObjectNode module, String parent, String name) {
        Boolean value = details.flags().get(name);
        if (value != null) {
            module.putObject(parent).put(name, value);
        }
    }

    ObjectNode oversight() {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        for (String name : StudyRecord.OVERSIGHT) {
            Boolean value = details.flags().get(name);
            if (value != null) {
                module.put(name, value);
            }
        }
        return module;
    }

    void responsible(ObjectNode module) {
        RegistryDetails.Responsible responsible = details.responsible();
        if (responsible != null) {
            ObjectNode party = module.putObject("responsibleParty").put("type", responsible.type());
            StudyRecord.put(party, "investigatorFullName", responsible.name());
            StudyRecord.put(party, "investigatorTitle", responsible.title());
            StudyRecord.put(
                    party, "investigatorAffiliation", responsible.name() == null ? null : responsible.affiliation());
        }
    }

    ObjectNode references() {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        for (RegistryDetails.Citation one : details.citations()) {
            if (StudyRecord.SEE_ALSO.equals(one.kind())) {
                ObjectNode link = module.withArray("seeAlsoLinks").addObject();
                StudyRecord.put(link, "label", one.citation());
                StudyRecord.put(link, "url", one.url());
            } else if (!StudyRecord.RESULTS_POSTED.equals(one.kind())) {
                ObjectNode reference = module.withArray("references").addObject();
                String url = one.url();
                StudyRecord.put(
                        reference,
                        "pmid",
                        url != null && url.startsWith(StudyRecord.PUBMED)
                                ? url.substring(StudyRecord.PUBMED.length()).replace("/", "")
                                : null);
                StudyRecord.put(reference, "type", one.kind() == null ? "RESULT" : one.kind());
                StudyRecord.put(reference, "citation", one.citation());
            }
        }
        return module;
    }

    /** The {@code derivedSection} with the MeSH terms; empty if there are none. */
    ObjectNode derived() {
        ObjectNode section = JsonNodeFactory.instance.objectNode();
        for (String kind : List.of("condition", "intervention")) {
            ObjectNode module = JsonNodeFactory.instance.objectNode();
            terms(module, "meshes", kind);
            terms(module, "ancestors", kind + "-ancestor");
            if (!module.isEmpty()) {
                section.set(kind + "BrowseModule", module);
            }
        }
        return section;
    }

    private void terms(ObjectNode module, String name, String kind) {
        List<RegistryDetails.Term> terms = details.terms().stream()
                .filter(term -> term.kind().equals(kind))
                .toList();
        if (!terms.isEmpty()) {
            ArrayNode array = module.putArray(name);
            terms.forEach(term -> StudyRecord.put(array.addObject().put("id", term.id()), "term", term.term()));
        }
    }

    void eligibility(ObjectNode module) {
        Registration.Criteria criteria = trial.criteria();
        String wording = details.wording();
        if (wording != null) {
            CriteriaText parsed = CriteriaText.parse(wording);
            // Only while it says what the single criteria say: these may have been changed since.
            if (parsed.inclusion().equals(criteria.inclusion())
                    && parsed.exclusion().equals(criteria.exclusion())) {
                module.put("eligibilityCriteria", wording);
            }
        }
        StudyRecord.put(module, "studyPopulation", details.population().description());
        StudyRecord.put(module, "samplingMethod", details.population().samplingMethod());
        StudyRecord.words(module, "stdAges", ages(criteria.minimumAge(), criteria.maximumAge()));
    }

    /** The API's age groups that the limits touch: child (to 17), adult (18 to 64), older adult (from 65). */
    private static List<String> ages(Registration.@Nullable Age minimum, Registration.@Nullable Age maximum) {
        if (minimum == null && maximum == null) {
            return List.of();
        }
        double least = minimum == null ? 0 : minimum.inYears();
        double most = maximum == null ? 200 : maximum.inYears();
        return Map.of("CHILD", new double[] {0, 18}, "ADULT", new double[] {18, 65}, "OLDER_ADULT", new double[] {
                    65, 200
                })
                .entrySet()
                .stream()
                .filter(group -> least < group.getValue()[1] && most >= group.getValue()[0])
                .map(Map.Entry::getKey)
                .sorted(java.util.Comparator.comparing(List.of("CHILD", "ADULT", "OLDER_ADULT")::indexOf))
                .toList();
    }

    void sharing(ObjectNode module) {
        RegistryDetails.SharingTerms terms = details.sharing();
        StudyRecord.words(module, "infoTypes", terms.infoTypes());
        StudyRecord.put(module, "timeFrame", terms.timeFrame());
        StudyRecord.put(module, "accessCriteria", terms.accessCriteria());
        StudyRecord.put(module, "url", terms.url());
    }

    static void location(ObjectNode node, Registration.Site site) {
        StudyRecord.put(node, "status", site.recruitment() == null ? null : Terms.value(site.recruitment()));
        if (!site.contacts().isEmpty()) {
            ArrayNode contacts = node.putArray("contacts");
            site.contacts().forEach(contact -> {
                ObjectNode one = contacts.addObject();
                StudyRecord.put(one, "name", contact.name());
                StudyRecord.put(one, "role", contact.role());
                StudyRecord.put(one, "phone", contact.phone());
                StudyRecord.put(one, "email", contact.email());
            });
        }
        if (site.point() != null) {
            node.putObject("geoPoint")
                    .put("lat", site.point().latitude())
                    .put("lon", site.point().longitude());
        }
    }
}
