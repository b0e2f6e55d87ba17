package org.platelink.extract;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.platelink.server.Refused;

/** A Group is read by who may see no participant; so it names none, and says by a search of Patient who belongs to it. */
@Interceptor
final class GroupsNameNobody {

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        check(resource);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after) {
        check(after);
    }

    private static void check(IBaseResource resource) {
        if (!(resource instanceof Group group)) {
            return;
        }
        if (group.hasMember()) {
            throw Refused.broken(
                    "Group.member",
                    "A Group on this server names nobody; say by the extension member-filter who belongs " + "to it.");
        }
        Extension filter = group.getExtensionByUrl(Patients.MEMBER_FILTER);
        if (filter != null && !Patients.query(filter).isPresent()) {
            throw Refused.broken(
                    "Group.extension.valueExpression.expression",
                    "A member-filter is a search of Patient, such as Patient?gender=female.");
        }
    }
}
