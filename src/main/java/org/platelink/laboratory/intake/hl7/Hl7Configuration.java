package org.platelink.laboratory.intake.hl7;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.time.Clock;
import org.hl7.fhir.r4.model.Patient;
import org.platelink.laboratory.hl7v2.OruReader;
import org.platelink.laboratory.intake.queue.Backlog;
import org.platelink.laboratory.intake.queue.IntakeMeters;
import org.platelink.laboratory.intake.queue.IntakeProperties;
import org.platelink.laboratory.intake.queue.MessageEvents;
import org.platelink.laboratory.intake.queue.StoredMaps;
import org.platelink.laboratory.intake.store.ResultStore;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.lab.Analytes;
import org.platelink.platform.validation.GuideCheck;
import org.platelink.security.linkage.Linkage;
import org.platelink.security.screening.TextCheck;
import org.platelink.trial.subject.SiteTimeZones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the intake of HL7 v2 messages. */
@Configuration(proxyBeanMethods = false)
class Hl7Configuration {

    @Bean
    OruInterpreter oruInterpreter(
            StoredMaps maps,
            Linkage linkage,
            IFhirResourceDao<Patient> patients,
            SiteTimeZones zones,
            Analytes analytes,
            GuideCheck guide,
            TextCheck texts,
            ResultStore store,
            IntakeProperties properties) {
        return new OruInterpreter(
                new OruReader(),
                maps,
                new PatientMatcher(linkage, patients),
                zones,
                analytes,
                new GuideFindings(guide, texts),
                store::conflicts,
                properties::options);
    }

    @Bean
    MessageFields messageFields(OruInterpreter interpreter, ResultStore store, IntakeProperties properties) {
        return new MessageFields(interpreter, store, properties, Clock.systemUTC());
    }

    @Bean
    MessageDoor messageDoor(
            Journal journal,
            Backlog backlog,
            OruInterpreter interpreter,
            IntakeProperties properties,
            IntakeMeters meters,
            MessageEvents events) {
        return new BatchDoor(
                new Hl7Door(journal, backlog, interpreter::interpret, properties, meters, events, Clock.systemUTC()),
                Clock.systemUTC());
    }
}
