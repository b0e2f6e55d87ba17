package org.platelink.platform.validation;

import java.util.Date;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/** The conformance resources of the implementation guide, as the server has loaded them. */
public interface GuideDefinitions {

    /** The guide's resources of a type. */
    <T extends Resource> Stream<T> all(Class<T> type);

    /** When the guide's package was built. */
    Date made();
}
