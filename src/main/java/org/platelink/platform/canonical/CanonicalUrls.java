package org.platelink.platform.canonical;

/**
 * The addresses of the guide and of the namespaces beside it. All are made from {@link #PROJECT} and {@link #GUIDE}:
 * a study that brings a guide of its own has another base here, and the same names below it.
 */
public final class CanonicalUrls {

    /** The prefix of all that this project names, each of whose namespaces every site may write in. */
    public static final String PROJECT = "https://platelink.org/";

    /** The guide's base: {@code canonical} in {@code ig/sushi-config.yaml}, with a slash. */
    public static final String GUIDE = PROJECT + "ig/msc-itp/";

    /** The prefix of the guide's profiles and extensions. */
    public static final String STRUCTURE_DEFINITION = GUIDE + "StructureDefinition/";

    /** The prefix of the guide's code systems. */
    public static final String CODE_SYSTEM = GUIDE + "CodeSystem/";

    /** The prefix of the guide's operations. */
    public static final String OPERATION_DEFINITION = GUIDE + "OperationDefinition/";

    /** The system of the sites' ids; with a slash and an id, the prefix of a site's own namespaces. */
    public static final String SITE = PROJECT + "site";

    /** The tag's system, and the namespace of identifiers, of synthetic data. */
    public static final String SYNTHETIC = PROJECT + "synthetic";

    private CanonicalUrls() {}
}
