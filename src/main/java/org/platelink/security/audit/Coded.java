package org.platelink.security.audit;

import java.util.stream.Stream;
import org.platelink.platform.canonical.CodeSystems;

/**
 * A FHIR coding: a code of a code system, with the ones that audit events use.
 *
 * @param system the code system
 * @param code the code
 */
record Coded(String system, String code) {

    static final Coded REST = new Coded(CodeSystems.HL7 + "audit-event-type", "rest");
    static final Coded SECURITY_ALERT = dicom("110113");
    static final Coded SOURCE = dicom("110153");
    static final Coded DESTINATION = dicom("110152");
    static final Coded APPLICATION = dicom("110150");
    static final Coded RECIPIENT = new Coded(CodeSystems.HL7 + "v3-ParticipationType", "IRCP");
    static final Coded PERSON = entityType("1");
    static final Coded SYSTEM_OBJECT = entityType("2");
    static final Coded REQUEST_ID =
            new Coded("https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "XrequestId");
    static final Coded PATIENT_ROLE = objectRole("1");
    static final Coded RESOURCE_ROLE = objectRole("4");
    static final Coded QUERY_ROLE = objectRole("24");
    static final Coded CREATED = lifecycle("1");
    static final Coded AMENDED = lifecycle("3");

    /** The code systems of the types of events. */
    static Stream<String> ofEvents() {
        return Stream.of(
                REST.system(),
                SECURITY_ALERT.system(),
                lifecycleEvent("destroy").system());
    }

    /** A code of DICOM's controlled terminology, which FHIR uses for the types of audit events. */
    static Coded dicom(String code) {
        return new Coded("http://dicom.nema.org/resources/ontology/DCM", code);
    }

    /** An ISO 21089 code for a record life-cycle event, such as {@code destroy}. */
    static Coded lifecycleEvent(String code) {
        return new Coded(CodeSystems.HL7 + "iso-21089-lifecycle", code);
    }

    /** The code of a FHIR interaction, such as {@code search-type}. */
    static Coded interaction(String code) {
        return new Coded("http://hl7.org/fhir/restful-interaction", code);
    }

    private static Coded entityType(String code) {
        return new Coded(CodeSystems.HL7 + "audit-entity-type", code);
    }

    private static Coded objectRole(String code) {
        return new Coded(CodeSystems.HL7 + "object-role", code);
    }

    private static Coded lifecycle(String code) {
        return new Coded(CodeSystems.HL7 + "dicom-audit-lifecycle", code);
    }
}
