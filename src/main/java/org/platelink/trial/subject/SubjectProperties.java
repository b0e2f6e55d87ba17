package org.platelink.trial.subject;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the law of the sites' country.
 *
 * @param ageOfMajority the age in years from which a person consents alone; a younger person is a minor
 * @param ageOfAssent the age in years from which a minor is asked to assent, in studies that do not state one. The
 *     trial's source does not state one either: 7 is an assumption
 */
@ConfigurationProperties("platelink.subject")
record SubjectProperties(@DefaultValue("18") int ageOfMajority, @DefaultValue("7") int ageOfAssent) {}
