package org.platelink.security.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * An event outside the FHIR interface that belongs in the audit trail.
 *
 * @param kind the kind of action
 * @param action what was done
 * @param outcome how it ended
 * @param caller the client; null for the server's own work
 * @param address the client's network address; null where there is none
 * @param sentence what happened, without anything that identifies a person, without a token and without request
 *     content
 * @param about FHIR references such as {@code Patient/1}, or names of other things such as a client's id
 */
public record AuditRecord(
        Kind kind,
        Action action,
        Outcome outcome,
        @Nullable Caller caller,
        @Nullable String address,
        String sentence,
        List<String> about) {

    public AuditRecord {
        about = List.copyOf(about);
    }

    /** The kinds of actions, as DICOM audit event codes or, for a record's life cycle, ISO 21089 codes. */
    public enum Kind {

        /** A token was requested. */
        TOKEN(AuditCoding.dicom("110114"), "110122"),

        /** A person signed in, or tried to. */
        SIGN_IN(AuditCoding.dicom("110114"), "110122"),

        /** A person signed out. */
        SIGN_OUT(AuditCoding.dicom("110114"), "110123"),

        /** A person's account was added, disabled or changed, such as its password. */
        USER(AuditCoding.dicom("110113"), "110137"),

        /** A person granted, refused or ended an app's access. */
        APP(AuditCoding.dicom("110113"), "110136"),

        /** A request was refused. */
        DENIAL(AuditCoding.dicom("110113"), null),

        /** The identity of a subject was looked up in the linkage table. */
        LINKAGE(AuditCoding.dicom("110110"), null),

        /** Data were exported in bulk. */
        EXPORT(AuditCoding.dicom("110106"), null),

        /** Text that must never have been stored was erased, or somebody requested its erasure. */
        ERASURE(AuditCoding.lifecycleEvent("destroy"), null),

        /** A laboratory message arrived, or somebody decided what to do with it. */
        MESSAGE(AuditCoding.dicom("110107"), null),

        /** A client was registered, changed or revoked. */
        CLIENT(AuditCoding.dicom("110113"), "110136"),

        /** The server's configuration was changed. */
        CONFIGURATION(AuditCoding.dicom("110113"), "110129");

        private final AuditCoding type;
        private final @Nullable String subtype;

        Kind(AuditCoding type, @Nullable String subtype) {
            this.type = type;
            this.subtype = subtype;
        }

        AuditCoding type() {
            return type;
        }

        @Nullable
        AuditCoding subtype() {
            return subtype == null ? null : AuditCoding.dicom(subtype);
        }
    }
}
