package org.platelink.study.study;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the study and the guide's search parameters are read from.
 *
 * @param folder a Spring resource location of a folder of FHIR JSON files, one resource a file
 * @param analytics likewise, of the views by which tables are made of it
 * @param guide a Spring resource location of the guide's compiled resources
 */
@ConfigurationProperties("platelink.study")
record StudyProperties(
        @DefaultValue("classpath:fhir-resources/study/") String folder,
        @DefaultValue("classpath:fhir-resources/analytics/") String analytics,
        @DefaultValue("classpath:ig/resources/") String guide) {

    StudyProperties {
        folder = folder.endsWith("/") ? folder : folder + "/";
        analytics = analytics.endsWith("/") ? analytics : analytics + "/";
        guide = guide.endsWith("/") ? guide : guide + "/";
    }
}
