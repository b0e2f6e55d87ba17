package org.platelink.platform.validation;

import java.util.Date;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/** What the implementation guide defines, as the server has read it. */
public interface GuideDefinitions {

    /** Its resources of a type. */
    <T extends Resource> Stream<T> all(Class<T> type);

    /** When its package was made. */
    Date made();
}
