package org.platelink.analytics.extract;

import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.platelink.platform.server.FhirErrors;

/** A Group is read by who may see no participant; so it names none, and says by a search of Patient who belongs to it. */
final class GroupsNameNobody {

    private GroupsNameNobody() {}

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
