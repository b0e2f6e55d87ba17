package org.platelink.security.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * Something that happened beside FHIR's interface and belongs in the trail.
 *
 * @param kind what kind of thing
 * @param action what was done
 * @param outcome how it ended
 * @param caller the client; null for the server's own work
 * @param address the client's network address; null where there is none
 * @param sentence what happened, without anything that identifies a person, without a token and without what was sent
 * @param about FHIR references such as {@code Patient/1}, or names of other things such as a client's id
 */
public record AuditedDeed(
        Kind kind,
        Action action,
        Outcome outcome,
        @Nullable Caller caller,
        @Nullable String address,
        String sentence,
        List<String> about) {

    public AuditedDeed {
        about = List.copyOf(about);
    }

    /** What kinds of deeds there are, by DICOM's codes of audit events, or ISO 21089's of a record's life. */
    public enum Kind {

        /** A token was asked for. */
        TOKEN(Coded.dicom("110114"), "110122"),

        /** Somebody signed in, or tried to. */
        SIGN_IN(Coded.dicom("110114"), "110122"),

        /** Somebody signed out. */
        SIGN_OUT(Coded.dicom("110114"), "110123"),

        /** A person was added, shut out, or has another password. */
        USER(Coded.dicom("110113"), "110137"),

        /** A person has allowed an app to ask, or has refused it. */
        APP(Coded.dicom("110113"), "110136"),

        /** A request was refused. */
        DENIAL(Coded.dicom("110113"), null),

        /** It was looked up who a subject is. */
        LINKAGE(Coded.dicom("110110"), null),

        /** Data were taken out in bulk. */
        EXPORT(Coded.dicom("110106"), null),

        /** Text that should never have been stored was erased, or somebody wanted it to be. */
        ERASURE(Coded.lifecycleEvent("destroy"), null),

        /** A message of a laboratory came, or it was decided what becomes of it. */
        MESSAGE(Coded.dicom("110107"), null),

        /** A client was registered, changed or shut out. */
        CLIENT(Coded.dicom("110113"), "110136"),

        /** The server was set up in another way. */
        CONFIGURATION(Coded.dicom("110113"), "110129");

        private final Coded type;
        private final @Nullable String subtype;

        Kind(Coded type, @Nullable String subtype) {
            this.type = type;
            this.subtype = subtype;
        }

        Coded type() {
            return type;
        }

        @Nullable
        Coded subtype() {
            return subtype == null ? null : Coded.dicom(subtype);
        }
    }
}
