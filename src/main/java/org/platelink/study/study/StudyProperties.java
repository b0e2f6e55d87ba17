package org.platelink.study.study;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of the locations of the study and of the guide's search parameters.
 *
 * @param folder a Spring resource location of a folder of FHIR JSON files, one resource per file; several, where there
 *     are several studies. A FHIR package ({@code *.tgz}) in it is the guide of the study, or one that it builds on
 * @param analytics likewise, for the views (ViewDefinitions) that define the study's tables
 * @param guide a Spring resource location of the guide's compiled resources
 */
@ConfigurationProperties("platelink.study")
record StudyProperties(
        @DefaultValue("classpath:fhir-resources/study/") List<String> folder,
        @DefaultValue("classpath:fhir-resources/analytics/") String analytics,
        @DefaultValue("classpath:ig/resources/") String guide) {

    StudyProperties {
        folder = folder.stream().map(StudyProperties::asFolder).toList();
        analytics = asFolder(analytics);
        guide = asFolder(guide);
    }

    private static String asFolder(String location) {
        return location.endsWith("/") ? location : location + "/";
    }
}
