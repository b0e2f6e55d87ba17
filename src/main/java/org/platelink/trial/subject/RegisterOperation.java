package org.platelink.trial.subject;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Right;
import org.platelink.security.access.Role;

/**
 * Operation provider for {@code ResearchStudy/[id]/$register-subject}, by POST only.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/register-subject">$register-subject</a>
 */
class RegisterOperation implements IResourceProvider {

    private static final List<String> MADE = List.of("Patient", "Consent", "Observation", "ResearchSubject");

    private final StoredSubjects store;
    private final Enrolment enrolment;
    private final SiteTimeZones zones;
    private final Majority majority;
    private final int ageOfAssent;
    private final Clock clock;

    RegisterOperation(
            StoredSubjects store,
            Enrolment enrolment,
            SiteTimeZones zones,
            Majority majority,
            int ageOfAssent,
            Clock clock) {
        this.store = store;
        this.enrolment = enrolment;
        this.zones = zones;
        this.majority = majority;
        this.ageOfAssent = ageOfAssent;
        this.clock = clock;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchStudy.class;
    }

    @Operation(name = "$register-subject", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "register-subject")
    public ResearchSubject register(
            RequestDetails request, @IdParam IdType study, @ResourceParam @Nullable IBaseResource body) {
        Caller coordinator = coordinator(request);
        OperationParameters input = OperationParameters.ofBody(request, body, Registration.PARAMETERS);
        String site = ownSite(coordinator, input);
        ResearchStudy found = store.study(study.getIdPart());
        ZoneId zone = zones.of(site);
        Registration registration =
                Registration.of(input, site, zone, ConsentOfMinor.of(found, majority, ageOfAssent), clock);
        return enrolment.register(found, registration, zone, coordinator, request);
    }

    /**
     * Checked before anything is read, so that an unauthorized caller does not learn whether the study or the person
     * exists. The access rules check the writes themselves again.
     */
    private static Caller coordinator(RequestDetails request) {
        Caller caller = Caller.of(request)
                .filter(one -> one.role() == Role.COORDINATOR)
                .orElseThrow(() -> FhirErrors.forbidden(
                        "ResearchStudy", "Only a coordinator registers subjects, and only those of the own site."));
        if (!MADE.stream().allMatch(type -> caller.scopes().grant(Right.CREATE, type))) {
            throw FhirErrors.forbidden(
                    "ResearchStudy",
                    "To register a subject, the token's scopes must grant to create Patient, Consent, Observation and ResearchSubject; they"
                            + " are " + caller.scopes() + ".");
        }
        return caller;
    }

    private static String ownSite(Caller coordinator, OperationParameters input) {
        String sent = input.required(Registration.SITE, Reference.class).getReference();
        if (sent == null) {
            throw FhirErrors.invalid(
                    OperationParameters.place(Registration.SITE),
                    "site needs a reference, such as Organization/site-1.");
        }
        String site = coordinator.site();
        if (site == null || !sent.equals("Organization/" + site)) {
            throw FhirErrors.forbidden(
                    OperationParameters.place(Registration.SITE),
                    "A coordinator registers subjects of the own site only; send site as Organization/" + site + ".");
        }
        return site;
    }
}
