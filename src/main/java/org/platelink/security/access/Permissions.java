package org.platelink.security.access;

/** Applies the access rules to endpoints outside the FHIR interface. */
public final class Permissions {

    private final AccessRules rules;

    Permissions(AccessRules rules) {
        this.rules = rules;
    }

    /**
     * Requires that a caller may use an endpoint that the rules name like an operation.
     *
     * @param operation its name in the rules, such as {@code $deliver}
     * @param type the FHIR type that the rules name with it
     * @param right the right that the token's scopes must grant on the type
     * @return the id of the site to which the access is restricted
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 401 or 403 if the caller may not
     */
    public String requireOfSite(Caller caller, String operation, String type, Right right) {
        String site = rules.require(caller, operation, type, right).site();
        if (site == null) {
            throw Refusals.mayNot(caller, "use " + operation + " without belonging to a site");
        }
        return site;
    }
}
