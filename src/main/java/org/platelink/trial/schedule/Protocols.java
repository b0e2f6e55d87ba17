package org.platelink.trial.schedule;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyArmComponent;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.trial.schedule.StudyProtocols.ArmProtocol;

/**
 * Cached reader of the protocols of studies, in all their versions.
 *
 * <p>An entry is invalidated when one of the resource types it was read from ({@link #READ_FROM}) is written. It
 * lives no longer than a minute, because another server may have written them.
 */
final class Protocols {

    static final Set<String> READ_FROM = Set.of("ResearchStudy", "PlanDefinition", "ActivityDefinition");
    private static final String ARM_PROTOCOL = CanonicalUrls.STRUCTURE_DEFINITION + "arm-protocol";

    private final DaoRegistry resources;
    private final StoredProtocols stored;
    private final WriteInvalidatedCache<StudyProtocols> ofStudies;

    Protocols(DaoRegistry resources, WriteInvalidatedCache<StudyProtocols> ofStudies) {
        this.resources = resources;
        this.stored = new StoredProtocols(resources);
        this.ofStudies = ofStudies;
    }

    /**
     * The protocols of a study.
     *
     * @throws ResourceNotFoundException if there is no such study
     */
    StudyProtocols of(String study) {
        return ofStudies.get(study, this::read);
    }

    private StudyProtocols read(String id) {
        ResearchStudy study = resources
                .getResourceDao(ResearchStudy.class)
                .read(new IdType("ResearchStudy", id), new SystemRequestDetails());
        Map<String, ProtocolVersions> found = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (Reference reference : study.getProtocol()) {
            try {
                PlanDefinition plan = resources
                        .getResourceDao(PlanDefinition.class)
                        .read(new IdType(reference.getReference()), new SystemRequestDetails());
                ProtocolVersions versions = stored.versionsOf(plan);
                found.putIfAbsent(versions.url(), versions);
            } catch (ResourceNotFoundException missing) {
                faults.add("The protocol " + reference.getReference() + " of the study " + id + " is not stored.");
            } catch (IllegalArgumentException wrong) {
                faults.add("No schedule can be made of " + reference.getReference() + ": " + wrong.getMessage() + ".");
            }
        }
        return new StudyProtocols(id, List.copyOf(found.values()), arms(study), faults);
    }

    private static List<ArmProtocol> arms(ResearchStudy study) {
        List<ArmProtocol> arms = new ArrayList<>();
        for (ResearchStudyArmComponent arm : study.getArm()) {
            Extension protocol = arm.getExtensionByUrl(ARM_PROTOCOL);
            if (protocol != null && protocol.getValue().isPrimitive()) {
                String canonical = protocol.getValue().primitiveValue();
                arms.add(new ArmProtocol(arm.getName().strip(), canonical.split("\\|", 2)[0]));
            }
        }
        return arms;
    }
}
