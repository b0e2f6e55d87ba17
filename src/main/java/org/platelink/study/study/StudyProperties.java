package org.platelink.study.study;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of the locations of the study and of the guide's search parameters.
 *
 * @param folder a Spring resource location of a folder of FHIR JSON files, one resource per file
 * @param analytics likewise, for the views (ViewDefinitions) that define the study's tables
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
