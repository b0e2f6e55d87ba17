package org.platelink.schedule;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.platelink.access.Caller;
import org.platelink.server.Refused;

/** What the questions about schedules have in common. */
final class Asked {

    private Asked() {}

    /** The day to see from; null if none was asked for. */
    static @Nullable LocalDate day(@Nullable String asOf) {
        try {
            return asOf == null ? null : LocalDate.parse(asOf);
        } catch (DateTimeException wrong) {
            throw Refused.invalid("asOf", "asOf must be a day, such as 2026-03-10.");
        }
    }

    /** The site that the answer is held to: the caller's own, or the one that was asked for; null for all. */
    static @Nullable String site(RequestDetails request, @Nullable String asked) {
        String own = Caller.of(request).map(Caller::site).orElse(null);
        String site = asked == null || asked.isEmpty() ? null : new IdType(asked).getIdPart();
        if (own != null && site != null && !site.equals(own)) {
            throw Refused.forbidden(
                    "site", "A client of a site sees the subjects of its own site, Organization/" + own + ".");
        }
        return own == null ? site : own;
    }

    /** Refuses a subject of another site like one that is not there. */
    static void mayBeSeen(RequestDetails request, SubjectRecord subject, IdType asked) {
        String own = Caller.of(request).map(Caller::site).orElse(null);
        if (own != null && !Objects.equals(own, subject.site())) {
            throw new ResourceNotFoundException(asked);
        }
    }

    /** Whether a table is asked for, by Accept or {@code _format}. */
    static boolean wantsCsv(RequestDetails request) {
        String[] format = request.getParameters().get("_format");
        if (format != null && format.length > 0) {
            return format[0].toLowerCase(Locale.ROOT).contains("csv");
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/csv");
    }
}
