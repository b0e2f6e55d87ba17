package org.platelink.trial.subject;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the law of the sites' country says of subjects.
 *
 * @param ageOfMajority the age in years at which a person consents alone; who is younger is a minor
 */
@ConfigurationProperties("platelink.subject")
record SubjectProperties(@DefaultValue("18") int ageOfMajority) {}
