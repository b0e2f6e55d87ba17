package org.platelink.platform.pipeline;

/**
 * All of the server's HAPI interceptors, by the order in which HAPI calls them where several have a hook for one
 * pointcut: the lower first. An interceptor has its order in {@code @Interceptor}, and a hook that must run elsewhere
 * has its own in {@code
 * @Hook}. No two have the same order, so that the sequence in which Spring makes them decides nothing.
 */
public final class InterceptorOrder {

    // Requests, before anything is decided of them.

    /** Ends a run whose client has left, whatever else is done about the failure. */
    public static final int HEAVY_OPERATIONS_ENDED = -10_000;

    /** Own addresses in a body become relative references, before the requests of entries are read. */
    public static final int OWN_ADDRESSES = -3000;

    /** A plus of a time zone that arrived as a space, before dates are read. */
    public static final int UNENCODED_PLUS = -2100;

    /** Numbers of a request are bounded before anything calculates with them. */
    public static final int NUMBER_BOUNDS = -2000;

    /** Preconditions of a write, as the store is about to do it; first, since nothing else matters where they fail. */
    public static final int PRECONDITION_GUARD = -1999;

    public static final int LAST_UPDATED = -1900;

    /** The form of a Bundle, before its entries are judged. */
    public static final int BUNDLE_FORM = -1500;

    /** Formats that are offered, before anything is answered in one of them. */
    public static final int OFFERED_FORMATS = -1501;

    /** Conditions of writes, before the rules of access read them. */
    public static final int CONDITIONAL_WRITES = -1400;

    // Access: who may do this.

    public static final int ACCESS = -1000;
    public static final int SITE_CHECK = -999;
    public static final int SEARCH_NARROWING = -998;
    public static final int WRITE_GUARD = -997;
    public static final int ANSWER_GUARD = -996;

    /** The charset of a body, which nobody needs whose request is refused. */
    public static final int BODY_CHARSET = -900;

    /** Patches in a transaction are applied when it is known that they may be. */
    public static final int PATCH_ENTRIES = -899;

    /** By then the entries with a patch have their final form. */
    public static final int PRECONDITIONS = -850;

    /** Batches with an unreadable entry, when the charset is known. */
    public static final int TOLERANT_BATCHES = -800;

    /** A laboratory's delivery is taken before the guide judges it: its words are mapped first. */
    public static final int LABORATORY_DELIVERIES = -500;

    /** Failures get their plain answer before others look at the status. */
    public static final int EXCEPTION_TRANSLATION = -1;

    /** Nothing is said after an answer of which a part has left. */
    public static final int ABORTED_RESPONSE = 0;

    // Requests, once they may go on.

    public static final int HEAVY_OPERATIONS = 1;
    public static final int POSTED_SEARCHES = 2;
    public static final int SUMMARY_PAGE_LINKS = 3;
    public static final int SUBSETTED_TAGS = 4;
    public static final int ANSWER_RESET = 5;
    public static final int DELETE_REFUSAL = 6;
    public static final int MINIMAL_ANSWERS = 7;
    public static final int XML_ANSWERS = 8;
    public static final int LENIENT_SEARCHES = 9;
    public static final int APPLIED_PREFERENCES = 10;
    public static final int READ_CONDITIONS = 11;
    public static final int TEXT_SUMMARIES = 12;
    public static final int TOKEN_TEXT_SEARCH = 13;
    public static final int TYPE_LEVEL_PAGING = 14;
    public static final int TRUNCATED_INCLUDES = 15;
    public static final int PAGE_SOURCES = 16;
    public static final int AUDIT_EVENT_WRITES = 17;
    public static final int REQUEST_AUDIT = 18;

    /** The CapabilityStatement: first what HAPI says twice or wrongly, then what each capability has to say. */
    public static final int DISTINCT_OPERATIONS = 20;

    public static final int BATCH_IN_CAPABILITIES = 21;
    public static final int DEFINITIONS_IN_CAPABILITIES = 22;
    public static final int COMPOSITES_IN_CAPABILITIES = 23;
    public static final int SECURITY_IN_CAPABILITIES = 24;
    public static final int RULES_IN_CAPABILITIES = 25;

    // Writes: what looks at a resource before it is stored.

    public static final int PATCHES = 30;
    public static final int REQUEST_VALIDATION = 31;
    public static final int STORAGE_VALIDATION = 32;
    public static final int BEFORE_STORING = 33;
    public static final int SUBJECT_GUARD = 34;
    public static final int IDENTIFIER_GUARD = 35;

    // Writes: what notes a resource when its transaction is about to end; see TransactionOrder for what follows.

    public static final int VERIFICATIONS = 37;
    public static final int LOCKS = 38;

    /** Deaths, consents and infusions, which decide over the participation of a subject. */
    public static final int PARTICIPATION_RULES = 39;

    public static final int VISIT_RULES = 40;
    public static final int RECORD_CHANGES = 41;
    public static final int SITE_MAPS = 42;
    public static final int CACHE_INVALIDATION = 43;

    /** The trail notes changes after all that may refuse them. */
    public static final int CHANGE_AUDIT = 44;

    /** Empty values are refused, or left out where the request is lenient. */
    public static final int EMPTY_VALUES = 100;

    /** After the validation against the guide, which says in plainer words what a Patient must not contain. */
    public static final int SCREENING = 101;

    /** What the guide adds to the CapabilityStatement, after the interceptors that remove from it. */
    public static final int GUIDE_IN_CAPABILITIES = 102;

    public static final int WRITES_IN_CAPABILITIES = 103;
    public static final int SEARCHES_IN_CAPABILITIES = 104;

    /** The states of a subject, when the resource has the shape that the guide demands and names nobody. */
    public static final int SUBJECT_STATES = 200;

    /** The time zone of a site, when the Organization has the shape that the guide demands. */
    public static final int SITE_TIME_ZONE = 203;

    /** That the screenings of a participant follow each other, once each has states that may be. */
    public static final int SUBJECT_SCREENINGS = 201;

    public static final int SUBJECT_TRANSFERS = 202;

    // Answers.

    /** The event of a request, after hooks without an order and before those that must be the very last. */
    public static final int REQUEST_AUDIT_LATE = 1_000_000;

    /** Conditions of reads, after the audit trail, before which nothing is answered. */
    public static final int READ_CONDITIONS_LAST = 1_500_000;

    public static final int TEXT_SUMMARIES_LAST = 1_600_000;

    /** Writes a Bundle from stored texts, when all others have seen the answer. */
    public static final int TEXT_BUNDLES = 2_000_000;

    private InterceptorOrder() {}
}
