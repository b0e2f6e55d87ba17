package org.platelink.trial.subject;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the law of the sites' country.
 *
 * @param ageOfMajority the age in years from which a person consents alone; a younger person is a minor
 */
@ConfigurationProperties("platelink.subject")
record SubjectProperties(@DefaultValue("18") int ageOfMajority) {}
