package org.platelink.study.trds;

import static org.platelink.study.trds.StudyExtensions.part;
import static org.platelink.study.trds.StudyExtensions.text;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Reads the eligibility criteria of a study, and its limits of age and sex. */
record CriteriaReader(StudyReferences referenced) {

    Registration.Criteria criteria(ResearchStudy study) {
        List<String> inclusion = new ArrayList<>();
        List<String> exclusion = new ArrayList<>();
        Extension population = null;
        for (Reference enrollment : study.getEnrollment()) {
            if (!(referenced.resolved(enrollment) instanceof Group group)) {
                continue;
            }
            group.getCharacteristic().forEach(characteristic -> (characteristic.getExclude() ? exclusion : inclusion)
                    .add(criterion(characteristic)));
            population = population != null ? population : group.getExtensionByUrl(StudyExtensions.POPULATION);
        }
        Extension eligibility = population == null ? new Extension() : population;
        return new Registration.Criteria(
                inclusion,
                exclusion,
                age(part(eligibility, "minimumAge")),
                age(part(eligibility, "maximumAge")),
                text(eligibility, "sex"),
                part(eligibility, "healthyVolunteers") instanceof BooleanType healthy ? healthy.getValue() : null);
    }

    private static String criterion(Group.GroupCharacteristicComponent characteristic) {
        Extension extension = characteristic.getExtensionByUrl(StudyExtensions.CRITERION_TEXT);
        String text = extension == null ? null : text(extension, "text");
        return text != null ? text : RegistrationReader.words(characteristic.getCode());
    }

    private static Registration.@Nullable Age age(@Nullable Type age) {
        return age instanceof Quantity quantity && quantity.hasValue() && quantity.hasCode()
                ? new Registration.Age(quantity.getValue(), quantity.getCode())
                : null;
    }
}
