package org.platelink.study.rules;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.ValueSet;
import org.platelink.platform.server.StorageCheckInterceptor;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.platform.validation.GuideDefinitions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the rules, with the storage interceptors that check Libraries and derived results. */
@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

    @Bean
    StudyRules studyRules(IFhirResourceDao<Library> libraries, IInterceptorService storage) {
        StudyRules rules = new StudyRules(libraries, WriteInvalidatedCache.of(Set.of("Library"), storage));
        storage.registerInterceptor(StorageCheckInterceptor.of(Library.class, new LibraryCheck(rules)::check));
        storage.registerInterceptor(StorageCheckInterceptor.of(IBaseResource.class, DerivedResultGuard::check));
        return rules;
    }

    @Bean
    RuleEngine ruleEngine(GuideDefinitions guide) {
        var valueSets = guide.all(ValueSet.class).collect(Collectors.toMap(ValueSet::getUrl, Function.identity()));
        return new RuleEngine(valueSets::get);
    }

    @Bean
    WarmRules warmRules(StudyRules rules, RuleEngine engine) {
        return new WarmRules(rules, engine);
    }

    @Bean
    PatientRecords patientRecords(DataSource database, FhirContext fhir) {
        return new PatientRecords(database, fhir);
    }

    @Bean
    DerivedResults derivedResults(
            IFhirSystemDao<Bundle, Meta> store,
            IHapiTransactionService transactions,
            DataSource database,
            FhirContext fhir) {
        return new DerivedResults(store, transactions, new StoredResults(database, fhir));
    }
}
