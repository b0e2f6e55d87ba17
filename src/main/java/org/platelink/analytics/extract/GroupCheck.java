package org.platelink.analytics.extract;

import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.platelink.platform.server.FhirErrors;

/**
 * Validation rule: a Group must not list members. Callers who may see no participant may read a Group, so it defines
 * its members by a search of Patient (extension {@code member-filter}).
 */
final class GroupCheck {

    private GroupCheck() {}

    static void check(Group group) {
        if (group.hasMember()) {
            throw FhirErrors.broken(
                    "Group.member",
                    "A Group on this server names nobody; say by the extension member-filter who belongs " + "to it.");
        }
        Extension filter = group.getExtensionByUrl(Patients.MEMBER_FILTER);
        if (filter != null && !Patients.query(filter).isPresent()) {
            throw FhirErrors.broken(
                    "Group.extension.valueExpression.expression",
                    "A member-filter is a search of Patient, such as Patient?gender=female.");
        }
    }
}
