package org.platelink.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class EligibilityIT {

    private static final String STUDY = "/ResearchStudy/NCT06813157";

    @LocalServerPort
    int port;

    private FhirClient coordinator;

    @BeforeEach
    void asCoordinator() {
        coordinator = FhirClient.at(port);
    }

    @Test
    void aSubjectOfWhomEverythingIsKnownIsEligible() {
        ResearchSubject subject = registered("elig-1", "1984-07-11", "2026-03-02T09:00:00+08:00");
        new Screening(patient(subject), "2026-03-02", "2025-01-10").sendTo(coordinator);

        Parameters answer = evaluated(subject, "2026-03-02");

        assertThat(verdict(answer)).isEqualTo("eligible");
        assertThat(answer.getParameters("criterion")).hasSize(23 + 5 + 4 + 2);
    }

    static ResearchSubject registered(FhirClient coordinator, String number, String birth, String consent) {
        Parameters person = new Parameters();
        person.addParameter()
                .setName("identifier")
                .setValue(new Identifier()
                        .setSystem("https://platelink.org/synthetic")
                        .setValue(number));
        person.addParameter("birthDate", new DateType(birth));
        person.addParameter("gender", new CodeType("female"));
        person.addParameter("consentDateTime", new DateTimeType(consent));
        person.addParameter().setName("site").setValue(new Reference("Organization/site-unknown"));
        Answer answer = coordinator.post(STUDY + "/$register-subject", person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(ResearchSubject.class);
    }

    private ResearchSubject registered(String number, String birth, String consent) {
        return registered(coordinator, number, birth, consent);
    }

    private static String patient(ResearchSubject subject) {
        return subject.getIndividual().getReferenceElement().getIdPart();
    }

    private Parameters evaluated(ResearchSubject subject, String asOf) {
        Parameters asked = new Parameters();
        asked.addParameter("asOf", new DateType(asOf));
        Answer answer = coordinator.post(address(subject) + "/$evaluate-eligibility", asked);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(Parameters.class);
    }

    private static String address(ResearchSubject subject) {
        return "/ResearchSubject/" + subject.getIdElement().getIdPart();
    }

    private static String verdict(Parameters answer) {
        return ((CodeableConcept) answer.getParameter("verdict").getValue())
                .getCodingFirstRep()
                .getCode();
    }
}
