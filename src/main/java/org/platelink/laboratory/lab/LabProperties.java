package org.platelink.laboratory.lab;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of the initial laboratory maps.
 *
 * @param maps a Spring resource location of a folder of FHIR JSON files, one ConceptMap per file
 */
@ConfigurationProperties("platelink.lab")
record LabProperties(@DefaultValue("classpath:fhir-resources/lab/") String maps) {

    LabProperties {
        maps = maps.endsWith("/") ? maps : maps + "/";
    }
}
