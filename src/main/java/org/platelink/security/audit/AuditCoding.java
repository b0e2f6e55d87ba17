package org.platelink.security.audit;

import java.util.stream.Stream;
import org.platelink.platform.canonical.CodeSystems;

/**
 * A FHIR coding: a code of a code system, with the ones that audit events use.
 *
 * @param system the code system
 * @param code the code
 */
record AuditCoding(String system, String code) {

    static final AuditCoding REST = new AuditCoding(CodeSystems.HL7 + "audit-event-type", "rest");
    static final AuditCoding SECURITY_ALERT = dicom("110113");
    static final AuditCoding SOURCE = dicom("110153");
    static final AuditCoding DESTINATION = dicom("110152");
    static final AuditCoding APPLICATION = dicom("110150");
    static final AuditCoding RECIPIENT = new AuditCoding(CodeSystems.HL7 + "v3-ParticipationType", "IRCP");
    static final AuditCoding PERSON = entityType("1");
    static final AuditCoding SYSTEM_OBJECT = entityType("2");
    static final AuditCoding REQUEST_ID =
            new AuditCoding("https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "XrequestId");
    static final AuditCoding PATIENT_ROLE = objectRole("1");
    static final AuditCoding RESOURCE_ROLE = objectRole("4");
    static final AuditCoding QUERY_ROLE = objectRole("24");
    static final AuditCoding CREATED = lifecycle("1");
    static final AuditCoding AMENDED = lifecycle("3");

    /** The code systems of the types of events. */
    static Stream<String> ofEvents() {
        return Stream.of(
                REST.system(),
                SECURITY_ALERT.system(),
                lifecycleEvent("destroy").system());
    }

    /** A code of DICOM's controlled terminology, which FHIR uses for the types of audit events. */
    static AuditCoding dicom(String code) {
        return new AuditCoding("http://dicom.nema.org/resources/ontology/DCM", code);
    }

    /** An ISO 21089 code for a record life-cycle event, such as {@code destroy}. */
    static AuditCoding lifecycleEvent(String code) {
        return new AuditCoding(CodeSystems.HL7 + "iso-21089-lifecycle", code);
    }

    /** The code of a FHIR interaction, such as {@code search-type}. */
    static AuditCoding interaction(String code) {
        return new AuditCoding("http://hl7.org/fhir/restful-interaction", code);
    }

    private static AuditCoding entityType(String code) {
        return new AuditCoding(CodeSystems.HL7 + "audit-entity-type", code);
    }

    private static AuditCoding objectRole(String code) {
        return new AuditCoding(CodeSystems.HL7 + "object-role", code);
    }

    private static AuditCoding lifecycle(String code) {
        return new AuditCoding(CodeSystems.HL7 + "dicom-audit-lifecycle", code);
    }
}
