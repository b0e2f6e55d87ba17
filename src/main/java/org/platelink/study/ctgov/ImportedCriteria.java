package org.platelink.study.ctgov;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Group.GroupType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.study.trds.StudyExtensions;

/**
 * Converts the eligibility criteria of a record to a Group, each verbatim. The record does not say how a criterion
 * can be evaluated, so each has the kind {@code undetermined}.
 */
record ImportedCriteria(Source module, ResearchStudy study, String id) {

    private static final Pattern AGE = Pattern.compile("(\\d{1,4}) ([A-Za-z]+)");

    /**
     * The Group, to which a reference is added to the study; empty if no single criteria can be recognised in the
     * record.
     */
    Optional<Group> read() {
        String text = module.text("eligibilityCriteria");
        CriteriaText criteria = CriteriaText.parse(text == null ? "" : text);
        if (!criteria.other().isEmpty()) {
            study.addNote().setText("What stands with the criteria: " + String.join("\n", criteria.other()));
        }
        if (criteria.inclusion().isEmpty() && criteria.exclusion().isEmpty()) {
            return Optional.empty();
        }
        Group group = new Group()
                .setActive(true)
                .setType(GroupType.PERSON)
                .setActual(false)
                .setCode(Parts.concept(CanonicalUrls.CODE_SYSTEM + "group-purpose", "eligibility"))
                .setName("Eligibility criteria of " + id);
        group.setId(id + "-eligibility");
        group.getMeta().addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "eligibility-criteria");
        population(group);
        add(group, criteria.inclusion(), false);
        add(group, criteria.exclusion(), true);
        study.addEnrollment(new Reference("Group/" + group.getId()));
        return Optional.of(group);
    }

    private void population(Group group) {
        Extension population = new Extension(StudyExtensions.POPULATION);
        age(population, "minimumAge");
        age(population, "maximumAge");
        String sex = module.text("sex");
        if (sex != null) {
            population.addExtension(new Extension("sex", new CodeType(Terms.code(sex))));
        }
        Boolean healthy = module.truth("healthyVolunteers");
        if (healthy != null) {
            population.addExtension(new Extension("healthyVolunteers", new BooleanType(healthy)));
        }
        module.follows("stdAges");
        new Parts(population)
                .withMarkdown("studyPopulation", module.text("studyPopulation"))
                .withText("samplingMethod", module.text("samplingMethod"))
                .withMarkdown("wording", module.text("eligibilityCriteria"));
        if (population.hasExtension()) {
            group.addExtension(population);
        }
    }

    private void age(Extension population, String name) {
        String words = module.text(name);
        Matcher age = AGE.matcher(words == null ? "" : words);
        if (age.matches() && Terms.unit(age.group(2)) != null) {
            Age value = new Age();
            value.setValue(new BigDecimal(age.group(1)))
                    .setUnit(age.group(2))
                    .setSystem(CodeSystems.UCUM)
                    .setCode(Terms.unit(age.group(2)));
            population.addExtension(new Extension(name, value));
        } else if (words != null) {
            study.addNote().setText("The record's " + name + " is \"" + words + "\".");
        }
    }

    private static void add(Group group, List<String> criteria, boolean exclude) {
        for (int i = 0; i < criteria.size(); i++) {
            Group.GroupCharacteristicComponent characteristic = group.addCharacteristic();
            characteristic.setId((exclude ? "exc" : "inc") + String.format("%02d", i + 1));
            characteristic.getCode().setText((exclude ? "Exclusion criterion " : "Inclusion criterion ") + (i + 1));
            characteristic.setValue(new BooleanType(true)).setExclude(exclude);
            Parts.of(characteristic, StudyExtensions.CRITERION_TEXT)
                    .with("text", new StringType(criteria.get(i)))
                    .with("kind", new CodeType("undetermined"));
        }
    }
}
